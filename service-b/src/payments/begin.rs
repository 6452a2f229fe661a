//! Beginning a step that the payment provider is asked for. It is remembered before, so that its outcome is found out
//! whatever fails, and until then no other step of the payment begins.

use service_chassis::database::{Connection, Error, Key, Transaction};
use shared_models::kernel::Money;
use shared_models::payments::{PaymentId, PaymentStatus};

use super::{Refund, RefundRefused};
use crate::stamp::Stamp;
use crate::store::idempotency::{self, Stored};
use crate::store::payment_steps::{self, PaymentStep, Step, UnderWay};
use crate::store::payments;

/// The key belongs to another request.
#[derive(Debug, PartialEq, Eq)]
pub struct KeyReused;

/// Begins to authorise a new payment; a second request with the key goes on with the same one.
pub fn begin_authorise(
    connection: &mut Connection,
    key: &Key,
    amount: Money,
    stamp: &Stamp,
) -> Result<Result<PaymentStep, KeyReused>, Error> {
    connection.transaction(|transaction| {
        match payment_steps::find_by_key(transaction, &key.key)? {
            Some(begun) if begun.key.as_ref() == Some(key) => return Ok(Ok(begun)),
            Some(_) => return Ok(Err(KeyReused)),
            None => {}
        }
        begin(transaction, stamp.next_id(), Step::Authorise, amount, Some(key), stamp).map(Ok)
    })
}

/// Begins to capture a payment; `None` when it is not authorised, so that there is nothing to ask for.
pub fn begin_capture(connection: &mut Connection, id: PaymentId, stamp: &Stamp) -> Result<Option<PaymentStep>, Error> {
    let Ok(begun) = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Ok(None)) };
        if row.status != PaymentStatus::Authorised {
            return Ok(Ok(None));
        }
        let amount = row.ledger().map_err(Error::corrupt)?.amount;
        go_on(transaction, id, Step::Capture, amount, None, stamp).map(|step| Ok(Some(step)))
    })?;
    Ok(begun)
}

/// Begins to give money back; `None` when a request with the key has done so.
pub fn begin_refund(
    connection: &mut Connection,
    key: &Key,
    &Refund { id, amount }: &Refund,
    stamp: &Stamp,
) -> Result<Result<Option<PaymentStep>, RefundRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Err(RefundRefused::NotFound)) };
        match idempotency::find(transaction, key)? {
            Some(Stored::Same(_)) => return Ok(Ok(None)),
            Some(Stored::Other) => return Ok(Err(RefundRefused::KeyReused)),
            None => {}
        }
        let before = row.ledger().map_err(Error::corrupt)?;
        let after = match before.refund(amount) {
            Ok(after) => after,
            Err(fault) => return Ok(Err(fault.into())),
        };
        let amount = after.refunded.minus(before.refunded).map_err(Error::corrupt)?;
        go_on(transaction, id, Step::Refund, amount, Some(key), stamp).map(|step| Ok(Some(step)))
    })
}

/// Begins a step, or goes on with the same one.
fn go_on(
    transaction: &mut Transaction,
    id: PaymentId,
    step: Step,
    amount: Money,
    key: Option<&Key>,
    stamp: &Stamp,
) -> Result<PaymentStep, Error> {
    match payment_steps::find(transaction, id)? {
        Some(begun) if begun.step == step && begun.key.as_ref() == key => Ok(begun),
        Some(other) => Err(busy(other.step)),
        None => begin(transaction, id, step, amount, key, stamp),
    }
}

/// Remembers a step. A void is asked for in the background, once the transaction has committed.
pub(super) fn begin(
    transaction: &mut Transaction,
    payment_id: PaymentId,
    step: Step,
    amount: Money,
    key: Option<&Key>,
    stamp: &Stamp,
) -> Result<PaymentStep, Error> {
    let begun = PaymentStep { payment_id, request_id: stamp.next_id(), step, amount, key: key.cloned() };
    payment_steps::insert(transaction, &begun, stamp.now)?.map_err(|UnderWay| busy(step))?;
    Ok(begun)
}

/// Another request or the background is at it: the same request later is right.
fn busy(step: Step) -> Error {
    Error::Contended(format!("the provider is being asked to {} the payment", step.as_str()))
}
