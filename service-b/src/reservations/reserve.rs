//! Reserving the stock of orders: several in one transaction, each of them all or nothing.

use std::collections::BTreeMap;
use std::slice;

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::catalog::ProductId;
use shared_models::events::EventId;
use shared_models::inventory::{
    Allocation, ReservationEntity, ReservationStatus, ReservationView, ReserveLine, ShortLine, StockLevel,
    StockReserved, plan,
};
use shared_models::orders::OrderId;

use crate::store::outbox::{fact, publish};
use crate::store::reservations;
use crate::store::stock::{self, Direction};

/// The stock an order needs.
#[derive(Debug, Clone)]
pub struct Reserve {
    pub order_id: OrderId,
    pub lines: Vec<ReserveLine>,
    /// The id of the fact to publish.
    pub event_id: EventId,
    pub now: DateTime<Utc>,
}

/// A reservation that stands.
#[derive(Debug, PartialEq, Eq)]
pub enum Reserved {
    /// The stock is set aside now.
    Now(ReservationView),
    /// It was set aside before, for the same lines.
    Before(ReservationView),
}

/// Why nothing was reserved.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReserveRefused {
    #[error("not enough stock for {} of the products", .0.len())]
    Short(Vec<ShortLine>),
    #[error("the order has a reservation for other lines")]
    OtherLines,
    #[error("the reservation is {0}")]
    Over(ReservationStatus),
}

/// The outcome for one order.
pub type Outcome = Result<Reserved, ReserveRefused>;

/// Reserves what these orders need.
///
/// # Errors
/// When the database fails, and then nothing was written.
pub fn reserve(connection: &mut Connection, orders: &[Reserve]) -> Result<Vec<Outcome>, Error> {
    match reserve_new(connection, orders)? {
        Ok(outcomes) | Err(NothingReserved::Short(outcomes)) => Ok(outcomes),
        Err(NothingReserved::Reserved) => match orders {
            [order] => Ok(vec![again(connection, order)?]),
            // One of them, and the database does not say which.
            _ => orders.iter().map(|order| reserve_alone(connection, order)).collect(),
        },
    }
}

fn reserve_alone(connection: &mut Connection, order: &Reserve) -> Result<Outcome, Error> {
    reserve(connection, slice::from_ref(order))?.pop().ok_or(Error::Interrupted)
}

/// Why a transaction had nothing to commit.
enum NothingReserved {
    /// An order has a reservation, or comes twice.
    Reserved,
    /// There is not enough for any of them.
    Short(Vec<Outcome>),
}

fn reserve_new(
    connection: &mut Connection,
    orders: &[Reserve],
) -> Result<Result<Vec<Outcome>, NothingReserved>, Error> {
    connection.transaction(|transaction| {
        // First of all, because the key of this row makes a second request for the order wait for this one.
        if !claim(transaction, orders)? {
            return Ok(Err(NothingReserved::Reserved));
        }
        let products = orders.iter().flat_map(|order| &order.lines).map(|line| line.product_id).collect();
        let mut levels = stock::lock_all(transaction, products)?;
        let planned: Vec<_> = orders.iter().map(|order| take(&mut levels, &order.lines)).collect();
        let mut outcomes = Vec::with_capacity(orders.len());
        let (mut lines, mut facts, mut short) = (Vec::new(), Vec::new(), Vec::new());
        for (Reserve { order_id, event_id, now, .. }, planned) in orders.iter().zip(planned) {
            match planned {
                Ok(allocations) => {
                    let (row, rows) = ReservationEntity::new(*order_id, &allocations, *now);
                    lines.extend_from_slice(&rows);
                    let view = row.view(rows);
                    let reserved = StockReserved { order_id: *order_id, lines: view.lines.clone() };
                    facts.push(fact(*event_id, *order_id, *now, reserved)?);
                    outcomes.push(Ok(Reserved::Now(view)));
                }
                Err(missing) => {
                    short.push(*order_id);
                    outcomes.push(Err(ReserveRefused::Short(missing)));
                }
            }
        }
        let Some(now) = orders.iter().map(|order| order.now).max().filter(|_| !lines.is_empty()) else {
            return Ok(Err(NothingReserved::Short(outcomes)));
        };
        if !short.is_empty() {
            reservations::remove(transaction, &short)?;
        }
        stock::shift(transaction, &lines, Direction::Reserve, now)?;
        reservations::insert_lines(transaction, &lines)?;
        publish(transaction, &facts)?;
        Ok(Ok(outcomes))
    })
}

/// Adds the reservations, still without lines; `false` when there is one already.
fn claim(transaction: &mut Transaction, orders: &[Reserve]) -> Result<bool, Error> {
    let by_id: BTreeMap<OrderId, &Reserve> = orders.iter().map(|order| (order.order_id, order)).collect();
    if by_id.len() < orders.len() {
        return Ok(false);
    }
    let rows: Vec<_> = by_id.values().map(|order| ReservationEntity::new(order.order_id, &[], order.now).0).collect();
    Ok(reservations::insert(transaction, &rows)?.is_ok())
}

/// Plans `lines`, and takes what they need from `levels`, so that the next order finds what is left.
fn take(levels: &mut [StockLevel], lines: &[ReserveLine]) -> Result<Vec<Allocation>, Vec<ShortLine>> {
    let allocations = plan(levels, lines)?;
    for Allocation { product_id, warehouse_id, quantity } in &allocations {
        let shelf = |level: &&mut StockLevel| level.product_id == *product_id && level.warehouse_id == *warehouse_id;
        if let Some(level) = levels.iter_mut().find(shelf) {
            level.reserved += quantity;
        }
    }
    Ok(allocations)
}

/// The outcome for an order that has a reservation.
fn again(connection: &mut Connection, Reserve { order_id, lines, .. }: &Reserve) -> Result<Outcome, Error> {
    let found = reservations::find(connection, *order_id)?;
    let view = found.ok_or_else(|| Error::corrupt("a reservation is gone, although none is ever deleted"))?;
    if view.status != ReservationStatus::Held {
        return Ok(Err(ReserveRefused::Over(view.status)));
    }
    let asked = sums(lines.iter().map(|line| (line.product_id, line.quantity)));
    let held = sums(view.lines.iter().map(|line| (line.product_id, line.quantity)));
    Ok(if asked == held { Ok(Reserved::Before(view)) } else { Err(ReserveRefused::OtherLines) })
}

fn sums(lines: impl Iterator<Item = (ProductId, u32)>) -> BTreeMap<ProductId, u32> {
    lines.fold(BTreeMap::new(), |mut sums, (product_id, quantity)| {
        let sum: &mut u32 = sums.entry(product_id).or_default();
        *sum = sum.saturating_add(quantity);
        sums
    })
}
