//! The background worker: makes the calls to fulfilment that a request could not make.
//!
//! All its state is in the table of tasks, so it continues where the last process ended. Several instances can run it at
//! the same time.

use futures_util::future::join_all;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::orders::OrderId;
use shared_models::payments::PaymentId;

use super::context::Orders;
use super::reserve::{postpone, reserve};
use crate::ids::NextId;
use crate::peers::fulfilment::{Answer, Fulfilment};
use crate::store::Record;
use crate::store::reservation_tasks::{self, Kind, Task, Turn};
use service_chassis::database::Error;
use service_chassis::http::RequestId;

/// How many tasks are worked on at once: a backlog shrinks quickly, and fulfilment keeps capacity for others.
const MAX_BATCH: u16 = 16;

/// Works until the service closes.
pub async fn work(orders: Orders, fulfilment: Fulfilment) {
    while orders.chassis.is_open() {
        let more = match round(&orders, &fulfilment).await {
            Ok(more) => more,
            Err(error) => {
                tracing::warn!("failed to {error}; the reservation tasks are retried");
                false
            }
        };
        if !more {
            // Woken for a new task; polls for those of other instances and for retries.
            orders.fulfilment.woken().await;
        }
    }
}

/// Works on the oldest tasks that are due; returns whether there may be more.
async fn round(orders: &Orders, fulfilment: &Fulfilment) -> Result<bool, Error> {
    if !orders.fulfilment.may_probe() {
        return Ok(false);
    }
    // While the breaker is open one call is enough to probe.
    let probing = !orders.fulfilment.may_call();
    let limit = if probing { 1 } else { MAX_BATCH };
    let now = orders.chassis.now();
    let leased_until = orders.leased_until(now);
    let claim = move |connection: &mut _| reservation_tasks::claim(connection, now, leased_until, limit);
    let tasks = orders.chassis.database.run(claim).await?;
    let count = tasks.len();
    join_all(tasks.into_iter().map(|task| attempt(orders, fulfilment, task))).await;
    Ok(if probing { orders.fulfilment.may_call() } else { count == usize::from(MAX_BATCH) })
}

async fn attempt(orders: &Orders, fulfilment: &Fulfilment, task: Task) {
    let Task { turn, kind } = task;
    let cause = RequestId(orders.chassis.next_id::<Task>().uuid());
    match kind {
        Kind::Reserve(request) => {
            reserve(orders, fulfilment, turn, &request, cause).await;
        }
        Kind::Release => {
            if let Err(error) = release(orders, fulfilment, turn, cause).await {
                tracing::warn!(order = %turn.order_id, "failed to {error}; the task is retried");
            }
        }
    }
}

async fn release(orders: &Orders, fulfilment: &Fulfilment, turn: Turn, cause: RequestId) -> Result<(), Error> {
    let outcome = fulfilment.release(turn.order_id, cause).await;
    orders.fulfilment.note(&outcome);
    match outcome {
        Ok(Answer::Done) => {}
        Ok(Answer::Over(detail)) => {
            // The stock has left the warehouse; no call brings it back.
            tracing::error!(order = %turn.order_id, detail, "fulfilment cannot release the stock of a cancelled order");
        }
        Ok(Answer::Short(_) | Answer::Refused(_)) | Err(_) => return postpone(orders, turn).await,
    }
    let taken = fulfilment.taken(turn.order_id, cause).await;
    orders.fulfilment.note(&taken);
    let Ok(taken) = taken else { return postpone(orders, turn).await };
    let order_id = turn.order_id;
    let record = taken.map(|payment| refund_due(orders, order_id, payment));
    orders.chassis.database.run(move |connection| reservation_tasks::finish(connection, turn, record.as_ref())).await
}

/// Money was taken for an order that is off: in the moment in which it was cancelled, or while fulfilment did not answer.
/// No service gives it back by itself, so the audit log says so.
fn refund_due(orders: &Orders, order_id: OrderId, payment: PaymentId) -> Record {
    tracing::error!(order = %order_id, payment = %payment, "the money of a cancelled order was taken; it has to be refunded");
    let changes = json!({ "refund_due": payment });
    Record::new(orders.chassis.next_id(), AuditAction::Updated, "order", order_id, &changes, orders.chassis.now())
}
