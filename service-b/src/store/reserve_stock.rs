//! Reserving the stock of orders: several in one transaction, each of them all or nothing.
//!
//! A transaction locks the reservations first and then the stock, both in the order of their primary keys, whatever the
//! order of requests and lines. All do so, so no two can wait for each other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::catalog::ProductId;
use shared_models::events::{EventId, OutboxEntity};
use shared_models::inventory::{
    Allocation, InventoryItemEntity, ReservationEntity, ReservationLineEntity, ReservationStatus, ReservationView,
    ReserveLine, ShortLine, StockLevel, StockReserved, plan,
};
use shared_models::orders::OrderId;
use shared_models::schema::inventory_items;

use super::outbox::{fact, publish};
use super::reservations::{Direction, find, insert, shift};
use super::statement::{MOST_ROWS, Statement, one_of};
use super::{Broken, Connection, Error, Transaction};

/// What is to be reserved.
#[derive(Debug, Clone)]
pub struct Reserve {
    /// The order.
    pub order_id: OrderId,
    /// What it needs.
    pub lines: Vec<ReserveLine>,
    /// The id of the fact that it was reserved.
    pub event_id: EventId,
    /// When.
    pub now: DateTime<Utc>,
}

/// What reserving did.
#[derive(Debug, PartialEq, Eq)]
pub enum Reserved {
    /// The stock is set aside now.
    Now(ReservationView),
    /// It was set aside before, for the same lines.
    Before(ReservationView),
}

/// Why nothing was reserved.
#[derive(Debug, PartialEq, Eq)]
pub enum ReserveRefused {
    /// There is not enough of these.
    Short(Vec<ShortLine>),
    /// The order has a reservation for other lines.
    OtherLines,
    /// The order was called off, or its stock has left.
    Over(ReservationStatus),
}

/// What came of a request.
pub type Outcome = Result<Reserved, ReserveRefused>;

/// Reserves what these orders need.
///
/// # Errors
/// When the database fails, and then nothing was written.
pub fn reserve(connection: &mut Connection, orders: &[Reserve]) -> Result<Vec<Outcome>, Error> {
    match reserve_new(connection, orders)? {
        Ok(outcomes) | Err(NothingReserved::Short(outcomes)) => Ok(outcomes),
        Err(NothingReserved::Reserved) => match orders {
            [Reserve { order_id, lines, .. }] => {
                Ok(vec![again(find(connection, *order_id)?.ok_or_else(vanished)?, lines)])
            }
            // One of them, and the database does not say which.
            _ => orders.iter().map(|order| reserve_alone(connection, order)).collect(),
        },
    }
}

fn reserve_alone(connection: &mut Connection, order: &Reserve) -> Result<Outcome, Error> {
    reserve(connection, std::slice::from_ref(order))?.pop().ok_or(Error::Interrupted)
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
        // First of all, because a row's key is what makes a second request for the order wait for this one.
        if !claim(transaction, orders)? {
            return Ok(Err(NothingReserved::Reserved));
        }
        let mut levels = lock_stock(transaction, orders)?;
        let planned: Vec<_> = orders.iter().map(|order| take(&mut levels, &order.lines)).collect();
        let mut outcomes = Vec::with_capacity(orders.len());
        let (mut lines, mut facts, mut short) = (Vec::new(), Vec::<OutboxEntity>::new(), Vec::new());
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
            disclaim(transaction, &short)?;
        }
        shift(transaction, &lines, Direction::Away, now)?;
        insert_lines(transaction, &lines)?;
        publish(transaction, &facts)?;
        Ok(Ok(outcomes))
    })
}

/// Adds the reservations, still without lines; `false` when there is one already.
fn claim(transaction: &mut Transaction, orders: &[Reserve]) -> Result<bool, Error> {
    let by_id: BTreeMap<OrderId, &Reserve> = orders.iter().map(|order| (order.order_id, order)).collect();
    let rows: Vec<_> = by_id.values().map(|order| ReservationEntity::new(order.order_id, &[], order.now).0).collect();
    if rows.len() < orders.len() {
        return Ok(false);
    }
    match insert(transaction, &rows) {
        Ok(_) => Ok(true),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("PRIMARY")) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes the reservations of orders back, as if they had not been there.
fn disclaim(transaction: &mut Transaction, orders: &[OrderId]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("DELETE reservation FROM reservations reservation FORCE INDEX (PRIMARY) WHERE order_id IN (");
    statement.list(", ", orders, |part, id| _ = part.id(*id)).sql(")");
    statement.execute(transaction)?;
    Ok(())
}

/// The levels of everything in `orders`, locked in the order of the primary key.
fn lock_stock(transaction: &mut Transaction, orders: &[Reserve]) -> Result<Vec<StockLevel>, Error> {
    let products: BTreeSet<ProductId> =
        orders.iter().flat_map(|order| &order.lines).map(|line| line.product_id).collect();
    let rows: Vec<InventoryItemEntity> = inventory_items::table
        .select(InventoryItemEntity::as_select())
        .filter(one_of(inventory_items::product_id, products.into_iter().collect()))
        .order((inventory_items::product_id, inventory_items::warehouse_id))
        .for_update()
        .load(transaction)?;
    Ok(rows.iter().map(StockLevel::from).collect())
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

fn insert_lines(transaction: &mut Transaction, lines: &[ReservationLineEntity]) -> Result<(), Error> {
    for lines in lines.chunks(MOST_ROWS) {
        let mut statement = Statement::default();
        statement.sql("INSERT INTO reservation_lines (order_id, product_id, warehouse_id, quantity) VALUES ").list(
            ", ",
            lines,
            |row, line| {
                row.sql("(").id(line.order_id).sql(", ").id(line.product_id).sql(", ").id(line.warehouse_id);
                row.sql(", ").int(line.quantity).sql(")");
            },
        );
        statement.execute(transaction)?;
    }
    Ok(())
}

/// The answer to a request for an order that has a reservation already.
fn again(view: ReservationView, lines: &[ReserveLine]) -> Result<Reserved, ReserveRefused> {
    if view.status != ReservationStatus::Held {
        return Err(ReserveRefused::Over(view.status));
    }
    let asked = sums(lines.iter().map(|line| (line.product_id, line.quantity)));
    let held = sums(view.lines.iter().map(|line| (line.product_id, line.quantity)));
    if asked == held { Ok(Reserved::Before(view)) } else { Err(ReserveRefused::OtherLines) }
}

fn sums(lines: impl Iterator<Item = (ProductId, u32)>) -> BTreeMap<ProductId, u32> {
    lines.fold(BTreeMap::new(), |mut sums, (product_id, quantity)| {
        let sum: &mut u32 = sums.entry(product_id).or_default();
        *sum = sum.saturating_add(quantity);
        sums
    })
}

fn vanished() -> Error {
    Error::Corrupt("a reservation that was in the way is gone; none is ever deleted".to_owned())
}
