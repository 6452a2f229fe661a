//! Asking for an order's stock and writing down what came of it: what a request and the worker have in common.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::inventory::{ReserveLine, ReserveStock, ShortLine};
use shared_models::orders::{OrderConfirmed, OrderId, OrderRejected, OrderStatus};

use super::{Answer, Client, Down};
use crate::http::RequestId;
use crate::state::State;
use crate::store::reservation_tasks::{self, Turn};
use crate::store::settle_order::{self, Confirmation, Settled, Verdict};
use crate::store::{Connection, Error, Record};

/// How often a reservation is refused for a reason nobody expects before the order is rejected: about eight hours, as the
/// wait doubles from a quarter of a second up to an hour. A night is long enough to mend a release.
const REFUSALS: u32 = 24;

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
    turn: Turn,
    request: &ReserveStock,
    cause: RequestId,
) -> Reserved {
    let Turn { order_id, attempts, .. } = turn;
    let outcome = client.reserve(order_id, request, cause).await;
    state.note(outcome.as_ref().map(drop));
    let written = match &outcome {
        Ok(answer) => write(state, turn, request, answer).await,
        Err(down) => put_off(state, order_id, attempts, down).await,
    };
    written.unwrap_or_else(|error| {
        tracing::error!(order = %order_id, "failed to {error}; the task is tried again");
        Reserved::Waiting
    })
}

/// Writes down what fulfilment said about reserving.
async fn write(state: &State, turn: Turn, request: &ReserveStock, answer: &Answer) -> Result<Reserved, Error> {
    let Turn { order_id, attempts, .. } = turn;
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
        Answer::Over(detail) | Answer::Refused(detail) => return refused(state, turn, detail).await,
    };
    Ok(reserved(state, settled, now))
}

/// A refusal that nobody expects is a fault of ours, such as a release that does not fit. It is not the customer's, so the
/// order waits until somebody has mended it: asked about ever more rarely, and rejected in the end.
///
/// An order that was cancelled meanwhile has another task, and this one is nothing to write home about.
async fn refused(state: &State, turn: Turn, detail: &str) -> Result<Reserved, Error> {
    let (order_id, now) = (turn.order_id, state.now());
    let refusals = turn.refusals.unsigned_abs() + 1;
    let changes = json!({ "reservation_refused": detail });
    let note = Record::new(state.next_id(), AuditAction::Updated, "order", order_id, &changes, now);
    if refusals < REFUSALS {
        let first = refusals == 1;
        let until = now + state.refusal_back_off(refusals);
        let put_off = move |connection: &mut Connection| {
            reservation_tasks::put_off_refused(connection, turn, until, first.then_some(&note))
        };
        if state.database.run(put_off).await? && first {
            tracing::error!(order = %order_id, detail, "fulfilment refuses to reserve; the order waits for somebody to mend it");
        }
        return Ok(Reserved::Waiting);
    }
    let fact = OrderRejected { order_id, short: Vec::new() };
    let record = record(state, order_id, OrderStatus::Rejected, now).with_fact(state.next_id(), fact)?;
    let settle = move |connection: &mut Connection| {
        settle_order::settle(connection, order_id, turn.attempts, &Verdict::Refused, &record, now)
    };
    let settled = state.database.run(settle).await?;
    if let Settled::Now(_) = settled {
        tracing::error!(order = %order_id, detail, "fulfilment has refused to reserve {refusals} times; the order is rejected");
    }
    state.wake_worker();
    Ok(reserved(state, settled, now))
}

fn reserved(state: &State, settled: Settled, now: DateTime<Utc>) -> Reserved {
    match settled {
        Settled::Now(status) => Reserved::Settled(status, now),
        Settled::Before(_) => {
            // Perhaps it was cancelled while the answer was on its way: then there is something to release.
            state.wake_worker();
            Reserved::SettledBefore
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
