//! Cancels an order and releases its stock.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::{OrderCancelled, OrderId, OrderStatus, OrderView};

use super::context::Orders;
use crate::ids::NextId;
use crate::store::{Record, orders as store, reservation_tasks};
use service_chassis::database::{Connection, Error};

/// Why an order is not cancelled.
#[derive(Debug, PartialEq, Eq)]
pub enum CancelRefused {
    Missing,
    /// Only an order that is pending or confirmed can be cancelled.
    Illegal(IllegalTransition<OrderStatus>),
}

/// Cancels an order; cancelling it again changes nothing.
///
/// The worker releases its stock after the answer, and repeats that until fulfilment has done it.
pub async fn cancel(orders: &Orders, id: OrderId) -> Result<Result<OrderView, CancelRefused>, Error> {
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
