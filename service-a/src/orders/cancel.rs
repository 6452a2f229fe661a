//! Cancels an order and releases its stock.
//!
//! Money comes first: an order whose payment was captured is not cancelled until the money is given back. Fulfilment voids
//! a payment that is only authorised when it releases the stock. When it does not answer, the order is cancelled and the
//! worker looks for the money afterwards (decision 0015).

use chrono::{DateTime, Utc};
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::{OrderCancelled, OrderId, OrderStatus, OrderView};
use shared_models::payments::PaymentId;

use super::context::Orders;
use crate::ids::NextId;
use crate::peers::fulfilment::Fulfilment;
use crate::store::{Record, orders as store, reservation_tasks};
use service_chassis::database::{Connection, Error};
use service_chassis::http::RequestId;

/// Why an order is not cancelled.
#[derive(Debug, PartialEq, Eq)]
pub enum CancelRefused {
    Missing,
    /// Only an order that is pending or confirmed can be cancelled.
    Illegal(IllegalTransition<OrderStatus>),
    /// The money of this payment has to be given back first.
    Paid(PaymentId),
}

/// Cancels an order; cancelling it again changes nothing.
///
/// The worker releases its stock after the answer, and repeats that until fulfilment has done it.
pub async fn cancel(
    orders: &Orders,
    fulfilment: &Fulfilment,
    id: OrderId,
    cause: RequestId,
) -> Result<Result<OrderView, CancelRefused>, Error> {
    if let Some(payment) = taken(orders, fulfilment, id, cause).await? {
        return Ok(Err(CancelRefused::Paid(payment)));
    }
    let now = orders.chassis.now();
    let changes = json!({ "status": OrderStatus::Cancelled });
    let record = Record::new(orders.chassis.next_id(), AuditAction::Transitioned, "order", id, &changes, now)
        .with_fact(orders.chassis.next_id(), OrderCancelled { order_id: id })?;
    let cancelled = orders.chassis.database.run(move |connection| {
        Ok(match write(connection, id, &record, now)? {
            Ok(()) => store::find(connection, id)?.ok_or(CancelRefused::Missing),
            Err(refused) => Err(refused),
        })
    });
    let cancelled = cancelled.await?;
    if cancelled.is_ok() {
        orders.fulfilment.wake();
    }
    Ok(cancelled)
}

/// The payment of the order whose money was taken. While fulfilment does not answer there is none: the order can be
/// cancelled all the same, and the worker looks again when it releases the stock.
async fn taken(
    orders: &Orders,
    fulfilment: &Fulfilment,
    id: OrderId,
    cause: RequestId,
) -> Result<Option<PaymentId>, Error> {
    let order = orders.chassis.database.run(move |connection| store::find(connection, id)).await?;
    // Only a confirmed order can have been paid for and still be cancelled.
    if order.is_none_or(|order| order.status != OrderStatus::Confirmed) || !orders.fulfilment.may_call() {
        return Ok(None);
    }
    let outcome = fulfilment.taken(id, cause).await;
    orders.fulfilment.note(&outcome);
    Ok(outcome.unwrap_or_else(|down| {
        tracing::info!(order = %id, "failed to {down}; whether the order was paid for is looked up later");
        None
    }))
}

/// Changes the status, and leaves a task to release the stock.
fn write(
    connection: &mut Connection,
    id: OrderId,
    record: &Record,
    now: DateTime<Utc>,
) -> Result<Result<(), CancelRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(current) = store::lock_status(transaction, id)? else { return Ok(Err(CancelRefused::Missing)) };
        if current == OrderStatus::Cancelled {
            return Ok(Ok(()));
        }
        let next = match current.to(OrderStatus::Cancelled) {
            Ok(next) => next,
            Err(illegal) => return Ok(Err(CancelRefused::Illegal(illegal))),
        };
        store::change_status(transaction, id, current, next, now)?;
        record.write(transaction)?;
        reservation_tasks::release(transaction, id, now)?;
        Ok(Ok(()))
    })
}
