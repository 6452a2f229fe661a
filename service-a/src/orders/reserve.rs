//! Asks fulfilment for the stock of an order and writes the outcome: called by the request that places the order, and by
//! the worker.

use chrono::{DateTime, Utc};
use serde_json::json;
use shared_models::inventory::{ReserveLine, ReserveStock, ShortLine};
use shared_models::orders::OrderStatus;

use super::advance::{Occurrence, advance};
use super::context::Orders;
use super::saga::Happened;
use crate::peers::fulfilment::{Answer, Fulfilment};
use crate::store::order_items;
use crate::store::sagas::Turn;
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
    /// There is no answer yet; it is asked again.
    Waiting,
}

/// Asks for the stock of an order, and settles the order if there is an answer.
///
/// A failure is logged and not returned: the saga stays, and the worker asks again.
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
        Err(down) => orders.postpone(turn, down).await.map(|()| Reserved::Waiting),
    };
    written.unwrap_or_else(|error| {
        tracing::error!(order = %order_id, "failed to {error}; it is tried again");
        Reserved::Waiting
    })
}

async fn write(orders: &Orders, turn: Turn, request: &ReserveStock, answer: &Answer) -> Result<Reserved, Error> {
    match answer {
        Answer::Done => {
            let generation = Some(turn.generation);
            let occurrence = Occurrence { generation, ..orders.occurrence(turn.order_id, Happened::Reserved) };
            let now = occurrence.now;
            let settled = orders.confirming.run(occurrence).await?;
            Ok(reserved(orders, settled, now))
        }
        Answer::Short(short) => {
            let missing = short_by_line(&request.lines, short);
            if missing.is_empty() || short.len() > request.lines.len() {
                return refused(orders, turn, "fulfilment is short of something that was not ordered").await;
            }
            let occurrence = Occurrence { short: short.clone(), ..orders.occurrence(turn.order_id, Happened::Short) };
            reject(orders, occurrence, missing).await
        }
        Answer::Over(detail) | Answer::Refused(detail) => refused(orders, turn, detail).await,
    }
}

/// An unexpected refusal has a cause on our side, such as an incompatible release, and not the customer's. So the order
/// waits for a new release: the wait grows, and after [`MAX_REFUSALS`] the order is rejected.
///
/// If the order was cancelled in the meantime, its saga has another generation and nothing is written.
async fn refused(orders: &Orders, turn: Turn, detail: &str) -> Result<Reserved, Error> {
    let order_id = turn.order_id;
    let refusals = turn.refusals.unsigned_abs() + 1;
    if refusals < MAX_REFUSALS {
        orders.postpone_refused(turn, &json!({ "reservation_refused": detail })).await?;
        return Ok(Reserved::Waiting);
    }
    let rejected = reject(orders, orders.occurrence(order_id, Happened::GivenUp), Vec::new()).await?;
    if let Reserved::Settled(..) = rejected {
        tracing::error!(order = %order_id, detail, "fulfilment has refused to reserve {refusals} times; the order is rejected");
    }
    orders.fulfilment.wake();
    Ok(rejected)
}

/// Rejects an order; `missing` is how many are missing, as (line, count).
async fn reject(orders: &Orders, occurrence: Occurrence, missing: Vec<(i32, i32)>) -> Result<Reserved, Error> {
    let now = occurrence.now;
    let rejected = orders.chassis.database.run(move |connection| {
        connection.transaction(|transaction| {
            let advanced = advance(transaction, &occurrence)?;
            if !missing.is_empty() && advanced == Ok(Some(OrderStatus::Rejected)) {
                order_items::set_short(transaction, occurrence.order_id, &missing)?;
            }
            Ok(advanced)
        })
    });
    Ok(reserved(orders, rejected.await?.unwrap_or(None), now))
}

fn reserved(orders: &Orders, settled: Option<OrderStatus>, now: DateTime<Utc>) -> Reserved {
    match settled {
        Some(status) => Reserved::Settled(status, now),
        None => {
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
