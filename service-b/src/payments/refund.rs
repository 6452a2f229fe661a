//! Giving money back.

use serde_json::json;
use service_chassis::database::{Connection, Error, Key};
use shared_models::audit::AuditAction;
use shared_models::kernel::Money;
use shared_models::payments::{PaymentFault, PaymentId, PaymentRefunded, PaymentView};

use crate::stamp::Stamp;
use crate::store::idempotency::{self, KeyTaken, Stored};
use crate::store::payment_steps::{self, Step, StepUnderWay};
use crate::store::{Record, invoices, payments};

/// Money to give back.
#[derive(Debug, Clone)]
pub struct Refund {
    /// The payment it was taken with.
    pub id: PaymentId,
    /// How much; all that is left when absent.
    pub amount: Option<Money>,
}

/// Why no money was given back.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundRefused {
    #[error("no such payment")]
    NotFound,
    /// The rules forbid it.
    #[error(transparent)]
    Fault(#[from] PaymentFault),
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    #[error(transparent)]
    StepUnderWay(#[from] StepUnderWay),
}

/// Gives money back, once for a key.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn refund(
    connection: &mut Connection,
    key: &Key,
    &Refund { id, amount }: &Refund,
    stamp: &Stamp,
) -> Result<Result<PaymentView, RefundRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Err(RefundRefused::NotFound)) };
        // Behind the lock, so that a second request with the key sees the outcome of the first.
        match idempotency::find(transaction, key)? {
            Some(Stored::Same(view)) => return Ok(Ok(view)),
            Some(Stored::Other) => return Ok(Err(RefundRefused::KeyReused)),
            None => {}
        }
        let before = row.ledger().map_err(Error::corrupt)?;
        let row = match before.refund(amount) {
            Ok(ledger) => row.with_ledger(&ledger, stamp.now),
            Err(fault) => return Ok(Err(fault.into())),
        };
        payments::update(transaction, &row)?;
        payment_steps::end(transaction, id, Step::Refund)?;
        let view = row.view(invoices::id_of_payment(transaction, id)?).map_err(Error::corrupt)?;
        if let Err(KeyTaken) = idempotency::keep(transaction, key, id, &view, stamp.now)? {
            // The same key, at the same moment, for another payment.
            return Ok(Err(RefundRefused::KeyReused));
        }
        let amount = view.refunded.minus(before.refunded).map_err(Error::corrupt)?;
        let refunded = PaymentRefunded { payment_id: id, order_id: view.order_id, amount, refunded: view.refunded };
        let mut record = Record::new(stamp);
        let changes = json!({ "status": view.status, "refunded": view.refunded });
        record.entry(AuditAction::Transitioned, "payment", id, &changes);
        record.fact(id, refunded)?;
        record.write(transaction)?;
        Ok(Ok(view))
    })
}
