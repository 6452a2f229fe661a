//! Calling a payment off before its money is taken.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error};
use shared_models::payments::{PaymentFault, PaymentId, PaymentStatus, PaymentView};

use crate::store::payments;

/// Why a payment was not voided.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoidRefused {
    #[error("no such payment")]
    NotFound,
    /// The rules forbid it.
    #[error(transparent)]
    Fault(#[from] PaymentFault),
}

/// Voids a payment. A second void changes nothing.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn void(
    connection: &mut Connection,
    id: PaymentId,
    now: DateTime<Utc>,
) -> Result<Result<PaymentView, VoidRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Err(VoidRefused::NotFound)) };
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
