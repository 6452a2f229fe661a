//! Stock promised to orders: one reservation for an order, all of its lines or none.
//!
//! A transaction locks the reservation first and then the stock, in the order of its primary key, whatever the order of
//! the lines. All do so, so no two can wait for each other.

use std::collections::BTreeMap;
use std::slice;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::catalog::ProductId;
use shared_models::events::EventId;
use shared_models::inventory::{
    Allocation, ReservationEntity, ReservationLineEntity, ReservationStatus, ReservationView, StockReleased,
    WarehouseId,
};
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::OrderId;
use shared_models::schema::{reservation_lines, reservations};

use super::outbox::{fact, publish};
use super::statement::{MOST_ROWS, Statement};
use super::{Broken, Connection, Error, Transaction};

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
        shift(transaction, &lines, Direction::Back, now)?;
        let view = row.view(lines);
        let released = StockReleased { order_id, lines: view.lines.clone() };
        publish(transaction, &[fact(event_id, order_id, now, released)?])?;
        Ok(Ok(view))
    })
}

/// Where stock goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Direction {
    /// It is promised.
    Away,
    /// It can be promised again.
    Back,
}

/// Adds the quantities of `lines` to what is reserved, or takes them away.
///
/// Through the primary key and in its order, whatever the optimizer thinks of a small table: by way of the index on
/// warehouses it would lock in another order than everybody else, and deadlock with them.
///
/// The check on the table refuses a level below zero or above what lies there, should a plan ever be wrong.
pub(super) fn shift(
    transaction: &mut Transaction,
    lines: &[ReservationLineEntity],
    direction: Direction,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let sign = match direction {
        Direction::Away => " + ",
        Direction::Back => " - ",
    };
    // Several orders may take from one shelf.
    let mut sums = BTreeMap::<Shelf, i32>::new();
    for line in lines {
        *sums.entry((line.product_id, line.warehouse_id)).or_default() += line.quantity;
    }
    let sums: Vec<(Shelf, i32)> = sums.into_iter().collect();
    for sums in sums.chunks(MOST_ROWS) {
        let key = |part: &mut Statement<'_>, ((product_id, warehouse_id), _): &(Shelf, i32)| {
            part.sql("product_id = ").id(*product_id).sql(" AND warehouse_id = ").id(*warehouse_id);
        };
        let mut statement = Statement::default();
        statement.sql("UPDATE inventory_items FORCE INDEX (PRIMARY) SET reserved = reserved").sql(sign).sql("CASE ");
        statement.list(" ", sums, |part, sum| {
            part.sql("WHEN ");
            key(part, sum);
            part.sql(" THEN ").int(sum.1);
        });
        statement.sql(" ELSE 0 END, updated_at = ").time(now.naive_utc()).sql(" WHERE (");
        statement.list(") OR (", sums, key).sql(")");
        let changed = statement.execute(transaction)?;
        if changed != sums.len() {
            return Err(Error::Corrupt(format!("{changed} of {} stock levels are there to change", sums.len())));
        }
    }
    Ok(())
}

/// A product in a warehouse.
type Shelf = (ProductId, WarehouseId);

/// Adds reservations. Cached, which diesel's own `INSERT` of a row is not on MySQL.
pub(super) fn insert(transaction: &mut Transaction, rows: &[ReservationEntity]) -> QueryResult<usize> {
    let mut statement = Statement::default();
    statement.sql("INSERT INTO reservations (order_id, status, created_at, updated_at) VALUES ").list(
        ", ",
        rows,
        |part, ReservationEntity { order_id, status, created_at, updated_at }| {
            part.sql("(").id(*order_id).sql(", ").text(status.as_str()).sql(", ").time(*created_at);
            part.sql(", ").time(*updated_at).sql(")");
        },
    );
    statement.execute(transaction)
}

/// Leaves a tombstone for an order nothing was reserved for.
fn bury(transaction: &mut Transaction, order_id: OrderId, now: DateTime<Utc>) -> Result<ReservationView, Error> {
    let (held, lines) = ReservationEntity::new(order_id, &[] as &[Allocation], now);
    let row = ReservationEntity { status: ReservationStatus::Released, ..held };
    match insert(transaction, slice::from_ref(&row)) {
        Ok(_) => Ok(row.view(lines)),
        // Somebody reserved between the look and the insert: begin again, and find that reservation.
        Err(error) if Broken::of(&error).is_some() => Err(Error::Contended(error.to_string())),
        Err(error) => Err(error.into()),
    }
}
