//! Stock promised to orders: one reservation for an order, all of its lines or none.
//!
//! A transaction locks the reservation first and then the stock, in the order of its primary key, whatever the order of
//! the lines. All do so, so no two can wait for each other.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::catalog::ProductId;
use shared_models::events::EventId;
use shared_models::inventory::{
    Allocation, InventoryItemEntity, ReservationEntity, ReservationLineEntity, ReservationStatus, ReservationView,
    ReserveLine, ShortLine, StockLevel, StockReleased, StockReserved, plan,
};
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::OrderId;
use shared_models::schema::{inventory_items, reservation_lines, reservations};

use super::outbox::{fact, publish};
use super::statement::{Statement, one_of};
use super::{Broken, Connection, Error, Transaction};

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

/// Reserves `lines` for an order.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn reserve(
    connection: &mut Connection,
    order_id: OrderId,
    lines: &[ReserveLine],
    event_id: EventId,
    now: DateTime<Utc>,
) -> Result<Result<Reserved, ReserveRefused>, Error> {
    let reserved = connection.transaction(|transaction| {
        // First of all, because the row's key is what makes a second request for the order wait for this one.
        let (row, _) = ReservationEntity::new(order_id, &[], now);
        match insert(transaction, &row) {
            Ok(_) => {}
            Err(error) if Broken::of(&error) == Some(Broken::Unique("PRIMARY")) => return Ok(Err(None)),
            Err(error) => return Err(error.into()),
        }
        let allocations = match plan(&lock_stock(transaction, lines)?, lines) {
            Ok(allocations) => allocations,
            Err(short) => return Ok(Err(Some(short))),
        };
        let (row, rows) = ReservationEntity::new(order_id, &allocations, now);
        shift(transaction, &rows, " + ", now)?;
        insert_lines(transaction, &rows)?;
        let view = row.view(rows);
        let reserved = StockReserved { order_id, lines: view.lines.clone() };
        publish(transaction, &[fact(event_id, order_id, now, reserved)?])?;
        Ok(Ok(view))
    })?;
    match reserved {
        Ok(view) => Ok(Ok(Reserved::Now(view))),
        Err(Some(short)) => Ok(Err(ReserveRefused::Short(short))),
        Err(None) => Ok(again(find(connection, order_id)?.ok_or_else(vanished)?, lines)),
    }
}

/// Finds the reservation of an order.
///
/// # Errors
/// When the database fails.
pub fn find(connection: &mut Connection, order_id: OrderId) -> Result<Option<ReservationView>, Error> {
    let rows: Vec<(ReservationEntity, Option<ReservationLineEntity>)> = reservations::table
        .left_join(reservation_lines::table.on(reservation_lines::order_id.eq(reservations::order_id)))
        .filter(reservations::order_id.eq(order_id))
        .order((reservation_lines::product_id, reservation_lines::warehouse_id))
        .select((ReservationEntity::as_select(), Option::<ReservationLineEntity>::as_select()))
        .load(connection.mysql())?;
    let mut lines = Vec::with_capacity(rows.len());
    let mut found = None;
    for (reservation, line) in rows {
        found = Some(reservation);
        lines.extend(line);
    }
    Ok(found.map(|reservation| reservation.view(lines)))
}

/// Releases the stock of an order; it stays released.
///
/// An order without a reservation gets one that is released and has no lines: a tombstone. A request to reserve that
/// comes late then takes no stock that nobody would ever give back.
///
/// # Errors
/// When the database fails; the inner error is a refusal.
pub fn release(
    connection: &mut Connection,
    order_id: OrderId,
    event_id: EventId,
    now: DateTime<Utc>,
) -> Result<Result<ReservationView, IllegalTransition<ReservationStatus>>, Error> {
    connection.transaction(|transaction| {
        let locked = reservations::table.find(order_id).select(ReservationEntity::as_select()).for_update();
        let Some(row) = locked.first(transaction).optional()? else {
            return bury(transaction, order_id, now).map(Ok);
        };
        let lines: Vec<ReservationLineEntity> = reservation_lines::table
            .filter(reservation_lines::order_id.eq(order_id))
            .order((reservation_lines::product_id, reservation_lines::warehouse_id))
            .select(ReservationLineEntity::as_select())
            .load(transaction)?;
        if row.status == ReservationStatus::Released {
            return Ok(Ok(row.view(lines)));
        }
        let status = match row.status.to(ReservationStatus::Released) {
            Ok(status) => status,
            Err(illegal) => return Ok(Err(illegal)),
        };
        let row = ReservationEntity { status, updated_at: now.naive_utc(), ..row };
        diesel::update(reservations::table.find(order_id))
            .set((reservations::status.eq(row.status), reservations::updated_at.eq(row.updated_at)))
            .execute(transaction)?;
        shift(transaction, &lines, " - ", now)?;
        let view = row.view(lines);
        let released = StockReleased { order_id, lines: view.lines.clone() };
        publish(transaction, &[fact(event_id, order_id, now, released)?])?;
        Ok(Ok(view))
    })
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

/// The levels of everything in `lines`, locked in the order of the primary key.
fn lock_stock(transaction: &mut Transaction, lines: &[ReserveLine]) -> Result<Vec<StockLevel>, Error> {
    let mut products: Vec<ProductId> = lines.iter().map(|line| line.product_id).collect();
    products.sort_unstable();
    products.dedup();
    let rows: Vec<InventoryItemEntity> = inventory_items::table
        .select(InventoryItemEntity::as_select())
        .filter(one_of(inventory_items::product_id, products))
        .order((inventory_items::product_id, inventory_items::warehouse_id))
        .for_update()
        .load(transaction)?;
    Ok(rows.iter().map(StockLevel::from).collect())
}

/// Adds the quantities of `lines` to what is reserved, or takes them away, in one statement.
///
/// Through the primary key, whatever the optimizer thinks of a small table: by way of the index on warehouses it would lock
/// in another order than everybody else, and deadlock with them.
///
/// The check on the table refuses a level below zero or above what lies there, should a plan ever be wrong.
fn shift(
    transaction: &mut Transaction,
    lines: &[ReservationLineEntity],
    sign: &'static str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let key = |part: &mut Statement<'_>, line: &ReservationLineEntity| {
        part.sql("product_id = ").id(line.product_id).sql(" AND warehouse_id = ").id(line.warehouse_id);
    };
    let mut statement = Statement::default();
    statement.sql("UPDATE inventory_items FORCE INDEX (PRIMARY) SET reserved = reserved").sql(sign).sql("CASE ");
    statement.list(" ", lines, |part, line| {
        part.sql("WHEN ");
        key(part, line);
        part.sql(" THEN ").int(line.quantity);
    });
    statement.sql(" ELSE 0 END, updated_at = ").time(now.naive_utc()).sql(" WHERE (");
    statement.list(") OR (", lines, key).sql(")");
    let changed = statement.execute(transaction)?;
    if changed == lines.len() {
        Ok(())
    } else {
        Err(Error::Corrupt(format!("{changed} of {} stock levels are there to change", lines.len())))
    }
}

/// Cached, which diesel's own `INSERT` of a row is not on MySQL.
fn insert(transaction: &mut Transaction, row: &ReservationEntity) -> QueryResult<usize> {
    let ReservationEntity { order_id, status, created_at, updated_at } = row;
    let mut statement = Statement::default();
    statement.sql("INSERT INTO reservations (order_id, status, created_at, updated_at) VALUES (").id(*order_id);
    statement.sql(", ").text(status.as_str()).sql(", ").time(*created_at).sql(", ").time(*updated_at).sql(")");
    statement.execute(transaction)
}

fn insert_lines(transaction: &mut Transaction, lines: &[ReservationLineEntity]) -> Result<(), Error> {
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
    Ok(())
}

/// Leaves a tombstone for an order nothing was reserved for.
fn bury(transaction: &mut Transaction, order_id: OrderId, now: DateTime<Utc>) -> Result<ReservationView, Error> {
    let (held, lines) = ReservationEntity::new(order_id, &[] as &[Allocation], now);
    let row = ReservationEntity { status: ReservationStatus::Released, ..held };
    match insert(transaction, &row) {
        Ok(_) => Ok(row.view(lines)),
        // Somebody reserved between the look and the insert: begin again, and find that reservation.
        Err(error) if Broken::of(&error).is_some() => Err(Error::Contended(error.to_string())),
        Err(error) => Err(error.into()),
    }
}

fn vanished() -> Error {
    Error::Corrupt("a reservation that was in the way is gone; none is ever deleted".to_owned())
}
