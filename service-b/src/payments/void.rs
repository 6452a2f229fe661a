//! Calling a payment off before its money is taken.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentId, PaymentStatus, PaymentView};

use super::Refused;
use crate::store::payments;

/// Voids a payment. A second void changes nothing.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn void(
    connection: &mut Connection,
    id: PaymentId,
    now: DateTime<Utc>,
) -> Result<Result<PaymentView, Refused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Err(Refused::NotFound)) };
        if row.status == PaymentStatus::Voided {
            return row.view(None).map(Ok).map_err(Error::corrupt);
        }
        let row = match row.ledger().map_err(Error::corrupt)?.void() {
            Ok(ledger) => row.with_ledger(&ledger, now),
            Err(fault) => return Ok(Err(fault.into())),
        };
        payments::update(transaction, &row)?;
        row.view(None).map(Ok).map_err(Error::corrupt)
    })
}

/// Voids the payment of an order that is off, if its money was not taken.
pub fn void_of_order(transaction: &mut Transaction, order: OrderId, now: DateTime<Utc>) -> Result<(), Error> {
    let Some(row) = payments::lock_authorised(transaction, order)? else { return Ok(()) };
    let ledger = row.ledger().map_err(Error::corrupt)?.void().map_err(Error::corrupt)?;
    payments::update(transaction, &row.with_ledger(&ledger, now))
}
