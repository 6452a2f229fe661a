//! Asks fulfilment for the stock of an order and writes the outcome: called by the request that places the order, and by
//! the worker.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::inventory::{ReserveLine, ReserveStock, ShortLine};
use shared_models::orders::{OrderConfirmed, OrderId, OrderRejected, OrderStatus};

use super::context::Orders;
use super::settle::{Confirmation, Settled, Verdict, settle};
use crate::ids::NextId;
use crate::peers::fulfilment::{Answer, Fulfilment};
use crate::store::Record;
use crate::store::reservation_tasks::{self, Turn};
use service_chassis::database::Error;
use service_chassis::http::RequestId;

/// The number of unexpected refusals after which an order is rejected: about eight hours, as the wait doubles from a
/// quarter of a second up to an hour. A night is long enough to mend a release.
const MAX_REFUSALS: u32 = 24;

/// The outcome of a reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// The order has this status, since then.
    Settled(OrderStatus, DateTime<Utc>),
    /// Another process has settled the order.
    SettledBefore,
    /// There is no answer yet; the task stays.
    Waiting,
}

/// Asks for the stock of an order, and settles the order if there is an answer.
///
/// A failure is logged and not returned: the task stays, and the worker asks again.
pub async fn reserve(
    orders: &Orders,
    fulfilment: &Fulfilment,
    turn: Turn,
    request: &ReserveStock,
    cause: RequestId,
) -> Reserved {
    let order_id = turn.order_id;
    let outcome = fulfilment.reserve(order_id, request, cause).await;
    orders.fulfilment.note(&outcome);
    let written = match &outcome {
        Ok(answer) => write(orders, turn, request, answer).await,
        Err(down) => {
            tracing::info!(order = %order_id, attempts = turn.attempts, "failed to {down}");
            postpone(orders, turn).await.map(|()| Reserved::Waiting)
        }
    };
    written.unwrap_or_else(|error| {
        tracing::error!(order = %order_id, "failed to {error}; the task is retried");
        Reserved::Waiting
    })
}

/// Postpones the task by the back-off of its attempts.
pub(super) async fn postpone(orders: &Orders, turn: Turn) -> Result<(), Error> {
    let Turn { order_id, attempts, .. } = turn;
    let until = orders.chassis.now() + orders.fulfilment.back_off(attempts.unsigned_abs());
    orders
        .chassis
        .database
        .run(move |connection| reservation_tasks::postpone(connection, order_id, attempts, until))
        .await
}

async fn write(orders: &Orders, turn: Turn, request: &ReserveStock, answer: &Answer) -> Result<Reserved, Error> {
    let (order_id, now) = (turn.order_id, orders.chassis.now());
    match answer {
        Answer::Done => {
            let record = transition(orders, order_id, OrderStatus::Confirmed, now)
                .with_fact(orders.chassis.next_id(), OrderConfirmed { order_id })?;
            let confirmation = Confirmation { order_id, attempts: turn.attempts, record, now };
            let settled = orders.confirming.run(confirmation).await?;
            Ok(reserved(orders, settled, now))
        }
        Answer::Short(short) => {
            let missing = short_by_line(&request.lines, short);
            if missing.is_empty() || short.len() > request.lines.len() {
                let detail = "fulfilment is short of something that was not ordered";
                return refused(orders, turn, detail, now).await;
            }
            let verdict = Verdict::Rejected(missing);
            let settled = reject(orders, turn, verdict, short.clone(), now).await?;
            Ok(reserved(orders, settled, now))
        }
        Answer::Over(detail) | Answer::Refused(detail) => refused(orders, turn, detail, now).await,
    }
}

/// An unexpected refusal has a cause on our side, such as an incompatible release, and not the customer's. So the order
/// waits for a new release: the wait grows, and after [`MAX_REFUSALS`] the order is rejected.
///
/// If the order was cancelled in the meantime, its task has another number of attempts and nothing is written.
async fn refused(orders: &Orders, turn: Turn, detail: &str, now: DateTime<Utc>) -> Result<Reserved, Error> {
    let order_id = turn.order_id;
    let refusals = turn.refusals.unsigned_abs() + 1;
    if refusals < MAX_REFUSALS {
        postpone_refused(orders, turn, refusals, detail, now).await?;
        return Ok(Reserved::Waiting);
    }
    let settled = reject(orders, turn, Verdict::Refused, Vec::new(), now).await?;
    if let Settled::Now(_) = settled {
        tracing::error!(order = %order_id, detail, "fulfilment has refused to reserve {refusals} times; the order is rejected");
    }
    orders.fulfilment.wake();
    Ok(reserved(orders, settled, now))
}

/// Postpones the task; the first refusal is noted in the audit log.
async fn postpone_refused(
    orders: &Orders,
    turn: Turn,
    refusals: u32,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let changes = json!({ "reservation_refused": detail });
    let note = Record::new(orders.chassis.next_id(), AuditAction::Updated, "order", turn.order_id, &changes, now);
    let first = (refusals == 1).then_some(note);
    let is_first = first.is_some();
    let until = now + orders.refusal_back_off(refusals);
    let exists = orders
        .chassis
        .database
        .run(move |connection| reservation_tasks::postpone_refused(connection, turn, until, first.as_ref()));
    if exists.await? && is_first {
        tracing::error!(
            order = %turn.order_id,
            detail,
            "fulfilment refuses to reserve; the order stays pending until both services run compatible releases"
        );
    }
    Ok(())
}

async fn reject(
    orders: &Orders,
    turn: Turn,
    verdict: Verdict,
    short: Vec<ShortLine>,
    now: DateTime<Utc>,
) -> Result<Settled, Error> {
    let Turn { order_id, attempts, .. } = turn;
    let record = transition(orders, order_id, OrderStatus::Rejected, now)
        .with_fact(orders.chassis.next_id(), OrderRejected { order_id, short })?;
    orders.chassis.database.run(move |connection| settle(connection, order_id, attempts, &verdict, &record, now)).await
}

fn transition(orders: &Orders, order_id: OrderId, status: OrderStatus, now: DateTime<Utc>) -> Record {
    let changes = json!({ "status": status });
    Record::new(orders.chassis.next_id(), AuditAction::Transitioned, "order", order_id, &changes, now)
}

fn reserved(orders: &Orders, settled: Settled, now: DateTime<Utc>) -> Reserved {
    match settled {
        Settled::Now(status) => Reserved::Settled(status, now),
        Settled::Before => {
            // If it was cancelled while the call was in flight, there is stock to release.
            orders.fulfilment.wake();
            Reserved::SettledBefore
        }
    }
}

/// How many are missing from each line, as (line, count). Of several lines for one product the last ones are short.
fn short_by_line(lines: &[ReserveLine], short: &[ShortLine]) -> Vec<(i32, i32)> {
    let mut missing: Vec<(i32, i32)> = Vec::new();
    for ShortLine { product_id, requested, available } in short {
        let mut left = requested.saturating_sub(*available);
        for (at, line) in lines.iter().enumerate().rev().filter(|(_, line)| line.product_id == *product_id) {
            let from_here = left.min(line.quantity);
            left -= from_here;
            if let (Ok(line_no), Ok(count @ 1..)) = (i32::try_from(at), i32::try_from(from_here)) {
                missing.push((line_no, count));
            }
        }
    }
    missing.sort_unstable();
    missing
}

#[cfg(test)]
mod tests {
    use shared_models::kernel::Id;
    use uuid::Uuid;

    use super::*;

    fn line(product: u128, quantity: u32) -> ReserveLine {
        ReserveLine { product_id: Id::from_uuid(Uuid::from_u128(product)), quantity }
    }

    fn short(product: u128, requested: u32, available: u32) -> ShortLine {
        ShortLine { product_id: Id::from_uuid(Uuid::from_u128(product)), requested, available }
    }

    #[test]
    fn what_is_missing_is_spread_over_the_last_lines_of_the_product() {
        let lines = [line(1, 2), line(2, 5), line(1, 3)];
        assert_eq!(short_by_line(&lines, &[short(2, 5, 1)]), [(1, 4)]);
        assert_eq!(short_by_line(&lines, &[short(1, 5, 3)]), [(2, 2)]);
        assert_eq!(short_by_line(&lines, &[short(1, 5, 0), short(2, 5, 4)]), [(0, 2), (1, 1), (2, 3)]);
    }

    #[test]
    fn an_answer_about_something_else_makes_no_line_short() {
        assert_eq!(short_by_line(&[line(1, 2)], &[short(9, 2, 0), short(1, 2, 2)]), []);
    }
}
