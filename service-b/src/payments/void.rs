//! Calling a payment off before its money is taken.

use serde_json::json;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentEntity, PaymentId, PaymentStatus, PaymentView, PaymentVoided};

use super::Refused;
use super::begin::begin;
use crate::shipments;
use crate::stamp::Stamp;
use crate::store::payment_steps::{Step, StepUnderWay};
use crate::store::{Record, payments, reservations};

/// Voids a payment, and cancels the parcels of its order. A second void changes nothing.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn void(connection: &mut Connection, id: PaymentId, stamp: &Stamp) -> Result<Result<PaymentView, Refused>, Error> {
    connection.transaction(|transaction| {
        let Some(order) = payments::order_of(transaction, id)? else { return Ok(Err(Refused::NotFound)) };
        // First, because its lock guards the parcels of the order.
        reservations::lock(transaction, order)?;
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Err(Refused::NotFound)) };
        if row.status == PaymentStatus::Voided {
            return row.view(None).map(Ok).map_err(Error::corrupt);
        }
        let mut record = Record::new(stamp);
        let view = match call_off(transaction, row, stamp, &mut record)? {
            Ok(view) => view,
            Err(refused) => return Ok(Err(refused)),
        };
        shipments::cancel(transaction, order, stamp, &mut record)?;
        record.write(transaction)?;
        Ok(Ok(view))
    })
}

/// Voids the payment of an order that is off, if its money was not taken. The reservation of the order, if there is one, is
/// locked.
pub(crate) fn void_of_order(
    transaction: &mut Transaction,
    order: OrderId,
    stamp: &Stamp,
    record: &mut Record<'_>,
) -> Result<Result<(), StepUnderWay>, Error> {
    let authorised = payments::lock_live(transaction, order)?.filter(|row| row.status == PaymentStatus::Authorised);
    let Some(row) = authorised else { return Ok(Ok(())) };
    match call_off(transaction, row, stamp, record)? {
        Ok(_) => Ok(Ok(())),
        Err(Refused::StepUnderWay(under_way)) => Ok(Err(under_way)),
        Err(refused @ (Refused::NotFound | Refused::Fault(_))) => Err(Error::corrupt(refused)),
    }
}

fn call_off(
    transaction: &mut Transaction,
    row: PaymentEntity,
    stamp: &Stamp,
    record: &mut Record<'_>,
) -> Result<Result<PaymentView, Refused>, Error> {
    let row = match row.ledger().map_err(Error::corrupt)?.void() {
        Ok(ledger) => row.with_ledger(&ledger, stamp.now),
        Err(fault) => return Ok(Err(fault.into())),
    };
    payments::update(transaction, &row)?;
    let view = row.view(None).map_err(Error::corrupt)?;
    // Not beside a capture that has begun, which may have taken the money.
    if let Err(under_way) = begin(transaction, view.id, Step::Void, view.amount, None, stamp)? {
        return Ok(Err(under_way.into()));
    }
    record.entry(AuditAction::Transitioned, "payment", view.id, &json!({ "status": view.status }));
    record.fact(view.id, PaymentVoided::from(&view))?;
    Ok(Ok(view))
}
