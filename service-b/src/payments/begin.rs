//! Beginning a step that the payment provider is asked for. It is remembered before, so that its outcome is found out
//! whatever fails, and until then no other step of the payment begins.

use service_chassis::database::{Connection, Error, Key, Transaction};
use shared_models::inventory::ReservationStatus;
use shared_models::kernel::Money;
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentId, PaymentStatus};

use super::{AuthoriseRefused, Refund, RefundRefused};
use crate::stamp::Stamp;
use crate::store::idempotency::{self, Stored};
use crate::store::payment_steps::{self, PaymentStep, Step, StepUnderWay};
use crate::store::{payments, reservations};

/// Begins to authorise a new payment of an order, if it can be made; a second request with the key goes on with the same one.
/// `None` when a request with the key has made it, so that there is nothing to ask for.
pub fn begin_authorise(
    connection: &mut Connection,
    key: &Key,
    order: OrderId,
    amount: Money,
    stamp: &Stamp,
) -> Result<Result<Option<PaymentStep>, AuthoriseRefused>, Error> {
    connection.transaction(|transaction| {
        if let Some(begun) = of_key(transaction, key)? {
            return Ok(begun.map(Some));
        }
        let reservation = reservations::lock(transaction, order)?;
        if payments::lock_live(transaction, order)?.is_some() {
            return Ok(match idempotency::find(transaction, key)? {
                Some(Stored::Same(_)) => Ok(None),
                Some(Stored::Other) => Err(AuthoriseRefused::KeyReused),
                None => Err(AuthoriseRefused::Paid),
            });
        }
        if reservation.is_some_and(|reservation| reservation.status == ReservationStatus::Released) {
            return Ok(Err(AuthoriseRefused::Released));
        }
        Ok(match begin(transaction, stamp.next_id(), Step::Authorise, amount, Some(key), stamp)? {
            Ok(begun) => Ok(Some(begun)),
            // A request with the key was faster.
            Err(under_way) => of_key(transaction, key)?.unwrap_or(Err(under_way.into())).map(Some),
        })
    })
}

/// The step that a request with the key has begun.
fn of_key(transaction: &mut Transaction, key: &Key) -> Result<Option<Result<PaymentStep, AuthoriseRefused>>, Error> {
    let begun = payment_steps::find_by_key(transaction, &key.key)?;
    Ok(begun.map(|begun| if begun.key.as_ref() == Some(key) { Ok(begun) } else { Err(AuthoriseRefused::KeyReused) }))
}

/// Begins to capture a payment; `None` when it is not authorised, so that there is nothing to ask for.
pub fn begin_capture(
    connection: &mut Connection,
    id: PaymentId,
    stamp: &Stamp,
) -> Result<Result<Option<PaymentStep>, StepUnderWay>, Error> {
    connection.transaction(|transaction| {
        let Some(row) = payments::lock(transaction, id)? else { return Ok(Ok(None)) };
        if row.status != PaymentStatus::Authorised {
            return Ok(Ok(None));
        }
        let amount = row.ledger().map_err(Error::corrupt)?.amount;
        Ok(go_on(transaction, id, Step::Capture, amount, None, stamp)?.map(Some))
    })
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
        Ok(go_on(transaction, id, Step::Refund, amount, Some(key), stamp)?.map(Some).map_err(RefundRefused::from))
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
) -> Result<Result<PaymentStep, StepUnderWay>, Error> {
    match payment_steps::find(transaction, id)? {
        Some(begun) if begun.step == step && begun.key.as_ref() == key => Ok(Ok(begun)),
        Some(_) => Ok(Err(StepUnderWay)),
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
) -> Result<Result<PaymentStep, StepUnderWay>, Error> {
    let begun = PaymentStep { payment_id, request_id: stamp.next_id(), step, amount, key: key.cloned() };
    Ok(payment_steps::insert(transaction, &begun, stamp.now)?.map(|()| begun))
}
