//! The background worker: makes the calls to fulfilment that are due.
//!
//! All its state is in the table of sagas, so it continues where the last process ended. Several instances can run it at
//! the same time.

use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde_json::Value;
use shared_models::inventory::{ReserveLine, ReserveStock};
use shared_models::orders::{OrderId, OrderItemEntity, OrderStatus};

use super::context::Orders;
use super::pay::{end_wait, refund, release};
use super::reserve::reserve;
use super::saga::{DEFINITION, Happened, State};
use crate::ids::NextId;
use crate::peers::fulfilment::Fulfilment;
use crate::store::sagas::{self, Due};
use crate::store::{order_items, orders as store};
use service_chassis::database::{Connection, Error};
use service_chassis::http::RequestId;

/// How many sagas are worked on at once: a backlog shrinks quickly, and fulfilment keeps capacity for others.
const MAX_BATCH: u16 = 16;

/// Works until the service closes.
pub async fn work(orders: Orders, fulfilment: Fulfilment) {
    while orders.chassis.is_open() {
        let more = match round(&orders, &fulfilment).await {
            Ok(more) => more,
            Err(error) => {
                tracing::warn!("failed to {error}; what is due is tried again");
                false
            }
        };
        if !more {
            // Woken for something new; polls for what is new in other instances, and for timers.
            orders.fulfilment.woken().await;
        }
    }
}

/// Works on what is due longest; returns whether there may be more.
async fn round(orders: &Orders, fulfilment: &Fulfilment) -> Result<bool, Error> {
    if !orders.fulfilment.may_probe() {
        return Ok(false);
    }
    // While the breaker is open one call is enough to probe.
    let probing = !orders.fulfilment.may_call();
    let limit = if probing { 1 } else { MAX_BATCH };
    let now = orders.chassis.now();
    let leased_until = orders.leased_until(now);
    let claim = move |connection: &mut Connection| claim(connection, now, leased_until, limit);
    let claimed = orders.chassis.database.run(claim).await?;
    join_all(claimed.due.iter().map(|due| attempt(orders, fulfilment, due, &claimed))).await;
    Ok(if probing { orders.fulfilment.may_call() } else { claimed.due.len() == usize::from(MAX_BATCH) })
}

/// What is due, with what is needed to do it.
struct Claimed {
    due: Vec<Due>,
    statuses: Vec<(OrderId, OrderStatus)>,
    /// Of the orders whose stock has to be reserved.
    items: Vec<OrderItemEntity>,
}

fn claim(
    connection: &mut Connection,
    now: DateTime<Utc>,
    leased_until: DateTime<Utc>,
    limit: u16,
) -> Result<Claimed, Error> {
    let due = sagas::claim(connection, DEFINITION, now, leased_until, limit)?;
    let mut claimed = Claimed { due, statuses: Vec::new(), items: Vec::new() };
    if !claimed.due.is_empty() {
        claimed.statuses = store::statuses(connection, claimed.due.iter().map(|due| due.turn.order_id).collect())?;
    }
    let reserving = claimed.due.iter().filter(|due| claimed.state(due) == Some(State::Reserving));
    let reserving: Vec<_> = reserving.map(|due| due.turn.order_id).collect();
    if !reserving.is_empty() {
        claimed.items = order_items::of_orders(connection.mysql(), reserving)?;
    }
    Ok(claimed)
}

impl Claimed {
    /// What the order says, where a release without sagas has changed it.
    fn state(&self, due: &Due) -> Option<State> {
        let (_, status) = self.statuses.iter().find(|(id, _)| *id == due.turn.order_id)?;
        Some(State::of(*status, State::of_word(&due.state)))
    }
}

async fn attempt(orders: &Orders, fulfilment: &Fulfilment, due: &Due, claimed: &Claimed) {
    let turn = due.turn;
    let cause = RequestId(orders.chassis.next_id::<Due>().uuid());
    let done = match claimed.state(due) {
        Some(State::Reserving) => {
            let items = claimed.items.iter().filter(|item| item.order_id == turn.order_id);
            reserve(orders, fulfilment, turn, &request(items), cause).await;
            Ok(())
        }
        // A release without sagas has confirmed it.
        Some(State::AwaitingPayment) if due.state != State::AwaitingPayment.word() => {
            orders.advance(turn, Happened::Reserved, Value::Null).await
        }
        Some(State::AwaitingPayment) => end_wait(orders, fulfilment, due, cause).await,
        Some(State::Releasing) => release(orders, fulfilment, turn, cause).await,
        Some(State::Refunding) => refund(orders, fulfilment, turn, cause).await,
        // Nothing is ever due.
        Some(State::Paid | State::Shipped | State::Delivered | State::Closed) | None => Ok(()),
    };
    if let Err(error) = done {
        tracing::warn!(order = %turn.order_id, state = due.state, "failed to {error}; it is tried again");
    }
}

fn request<'a>(items: impl Iterator<Item = &'a OrderItemEntity>) -> ReserveStock {
    let line =
        |item: &OrderItemEntity| ReserveLine { product_id: item.product_id, quantity: item.quantity.unsigned_abs() };
    ReserveStock { lines: items.map(line).collect() }
}
