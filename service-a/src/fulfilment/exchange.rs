//! Asking for an order's stock and writing down what came of it: what a request and the worker have in common.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::inventory::{ReserveLine, ReserveStock, ShortLine};
use shared_models::orders::{OrderConfirmed, OrderId, OrderRejected, OrderStatus};

use super::{Answer, Client, Down};
use crate::http::RequestId;
use crate::state::State;
use crate::store::settle_order::{self, Confirmation, Settled, Verdict};
use crate::store::{Connection, Error, Record, reservation_tasks};

/// What became of an order's stock, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// The order has this status now, and since then.
    Settled(OrderStatus, DateTime<Utc>),
    /// Somebody else has settled it.
    SettledBefore,
    /// There is no answer yet; the task stays.
    Waiting,
}

/// Asks for the stock of an order that was just placed, and settles the order if there is an answer.
///
/// Nothing that goes wrong here is the client's loss: the task stays, and the worker asks again.
pub async fn reserve_now(
    state: &State,
    client: &Client,
    order_id: OrderId,
    attempts: i32,
    request: &ReserveStock,
    cause: RequestId,
) -> Reserved {
    let outcome = client.reserve(order_id, request, cause).await;
    state.note(outcome.as_ref().map(drop));
    let written = match &outcome {
        Ok(answer) => write(state, order_id, attempts, request, answer).await,
        Err(down) => put_off(state, order_id, attempts, down).await,
    };
    written.unwrap_or_else(|error| {
        tracing::error!(order = %order_id, "failed to {error}; the task is tried again");
        Reserved::Waiting
    })
}

/// Writes down what fulfilment said about reserving.
async fn write(
    state: &State,
    order_id: OrderId,
    attempts: i32,
    request: &ReserveStock,
    answer: &Answer,
) -> Result<Reserved, Error> {
    let now = state.now();
    let settled = match answer {
        Answer::Done => {
            let record = record(state, order_id, OrderStatus::Confirmed, now)
                .with_fact(state.next_id(), OrderConfirmed { order_id })?;
            state.confirming.run(Confirmation { order_id, attempts, record, now }).await?
        }
        Answer::Short(short) => {
            let fact = OrderRejected { order_id, short: short.clone() };
            let record = record(state, order_id, OrderStatus::Rejected, now).with_fact(state.next_id(), fact)?;
            let verdict = Verdict::Rejected(short_by_line(&request.lines, short));
            let settle = move |connection: &mut Connection| {
                settle_order::settle(connection, order_id, attempts, &verdict, &record, now)
            };
            state.database.run(settle).await?
        }
        Answer::Over(detail) | Answer::Refused(detail) => {
            // A cancelled order's reservation was released first; its own task deals with it. For any other order this
            // needs a person, and the task stays until one has mended it.
            tracing::error!(order = %order_id, detail, "fulfilment refuses to reserve");
            return put_off_until(state, order_id, attempts).await;
        }
    };
    match settled {
        Settled::Now(status) => Ok(Reserved::Settled(status, now)),
        Settled::Before(_) => {
            // Perhaps it was cancelled while the answer was on its way: then there is something to release.
            state.wake_worker();
            Ok(Reserved::SettledBefore)
        }
    }
}

async fn put_off(state: &State, order_id: OrderId, attempts: i32, down: &Down) -> Result<Reserved, Error> {
    tracing::info!(order = %order_id, attempts, "failed to {down}");
    put_off_until(state, order_id, attempts).await
}

/// Lets the task rest for as long as its failures ask for.
pub(super) async fn put_off_until(state: &State, order_id: OrderId, attempts: i32) -> Result<Reserved, Error> {
    let until = state.now() + state.back_off(attempts.unsigned_abs());
    state.database.run(move |connection| reservation_tasks::put_off(connection, order_id, attempts, until)).await?;
    Ok(Reserved::Waiting)
}

fn record(state: &State, order_id: OrderId, status: OrderStatus, now: DateTime<Utc>) -> Record {
    Record::new(state.next_id(), AuditAction::Transitioned, "order", order_id, &json!({ "status": status }), now)
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
