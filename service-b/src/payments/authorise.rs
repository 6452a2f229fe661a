//! Promising the money for an order.

use serde_json::json;
use service_chassis::database::{Connection, Error, Key};
use shared_models::audit::AuditAction;
use shared_models::inventory::ReservationStatus;
use shared_models::orders::OrderId;
use shared_models::payments::{Ledger, PaymentAuthorised, PaymentEntity, PaymentId, PaymentMethod, PaymentView};

use crate::shipments;
use crate::stamp::Stamp;
use crate::store::idempotency::{self, KeyTaken, Stored};
use crate::store::payment_steps::{self, Step, StepUnderWay};
use crate::store::payments::{self, OrderPaid};
use crate::store::{Record, reservations};

/// A payment to make.
#[derive(Debug, Clone)]
pub struct Authorisation {
    pub id: PaymentId,
    pub order_id: OrderId,
    pub method: PaymentMethod,
    pub ledger: Ledger,
    /// Whether the provider was asked, by a step that has begun.
    pub begun: bool,
}

/// Why a payment was not made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthoriseRefused {
    #[error("the order has a payment")]
    Paid,
    #[error("the stock of the order was released")]
    Released,
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    #[error(transparent)]
    StepUnderWay(#[from] StepUnderWay),
}

/// Makes a payment, once for a key, and plans the parcels of its order.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn authorise(
    connection: &mut Connection,
    key: &Key,
    authorisation: &Authorisation,
    stamp: &Stamp,
) -> Result<Result<PaymentView, AuthoriseRefused>, Error> {
    let Authorisation { id, order_id, method, ref ledger, begun } = *authorisation;
    let row = PaymentEntity::new(id, order_id, method, ledger, stamp.now);
    let view = row.clone().view(None).map_err(Error::corrupt)?;
    let made = connection.transaction(|transaction| {
        // First, because this row makes a second request with the key wait for this one.
        if let Err(KeyTaken) = idempotency::keep(transaction, key, id, &view, stamp.now)? {
            return Ok(Err(AuthoriseRefused::KeyReused));
        }
        // Before the payment, as a release does: the stock of an order that is paid for is not released meanwhile.
        let reservation = reservations::lock(transaction, order_id)?.map(|reservation| reservation.status);
        if reservation == Some(ReservationStatus::Released) {
            return Ok(Err(AuthoriseRefused::Released));
        }
        if let Err(OrderPaid) = payments::insert(transaction, &row)? {
            return Ok(Err(AuthoriseRefused::Paid));
        }
        if begun && !payment_steps::end(transaction, id, Step::Authorise)? {
            // The background has given the payment up and voids it.
            return Ok(Err(StepUnderWay.into()));
        }
        let mut record = Record::new(stamp);
        let changes = json!({ "order_id": order_id, "status": view.status, "amount": view.amount });
        record.entry(AuditAction::Created, "payment", id, &changes);
        record.fact(id, PaymentAuthorised::from(&view))?;
        if reservation == Some(ReservationStatus::Held) {
            shipments::prepare(transaction, order_id, stamp, &mut record)?;
        }
        record.write(transaction)?;
        Ok(Ok(()))
    })?;
    match made {
        // It may have been used by the same request, a moment ago.
        Err(AuthoriseRefused::KeyReused) => match idempotency::find(connection.mysql(), key)? {
            Some(Stored::Same(view)) => Ok(Ok(view)),
            Some(Stored::Other) | None => Ok(Err(AuthoriseRefused::KeyReused)),
        },
        made => Ok(made.map(|()| view)),
    }
}

/// Gives up a payment that the provider may have authorised and that is not made: it is voided in the background.
pub fn give_up(connection: &mut Connection, id: PaymentId, stamp: &Stamp) -> Result<(), Error> {
    payment_steps::give_up(connection.mysql(), id, stamp.next_id(), stamp.now)
}
