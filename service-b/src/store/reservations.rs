//! Reservations and their lines.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, MAX_ROWS, Statement, Transaction};
use shared_models::inventory::{ReservationEntity, ReservationLineEntity, ReservationStatus, ReservationView};
use shared_models::orders::OrderId;
use shared_models::payments::PaymentStatus;
use shared_models::schema::{payments, reservation_lines, reservations};

use super::refused::taken;

/// One of the orders has a reservation.
#[derive(Debug, PartialEq, Eq)]
pub struct Reserved;

/// Where a reservation is among all, by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    created_at: NaiveDateTime,
    pub order_id: OrderId,
}

/// Finds the reservation of an order.
pub fn find(connection: &mut Connection, order_id: OrderId) -> Result<Option<ReservationView>, Error> {
    let joined = reservations::table
        .left_join(reservation_lines::table.on(reservation_lines::order_id.eq(reservations::order_id)))
        .filter(reservations::order_id.eq(order_id))
        .order((reservation_lines::product_id, reservation_lines::warehouse_id))
        .select((ReservationEntity::as_select(), Option::<ReservationLineEntity>::as_select()));
    let rows: Vec<(ReservationEntity, Option<ReservationLineEntity>)> = joined.load(connection.mysql())?;
    let (found, lines): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok(found.into_iter().next().map(|reservation| reservation.view(lines.into_iter().flatten().collect())))
}

/// Finds the reservation of an order and locks it until the transaction ends.
pub fn lock(transaction: &mut Transaction, order_id: OrderId) -> Result<Option<ReservationEntity>, Error> {
    let locked = reservations::table.find(order_id).select(ReservationEntity::as_select()).for_update();
    Ok(locked.first(transaction).optional()?)
}

/// The first reservations behind `after` that are held since before `before`, the oldest first, and whether each has had no
/// payment since then. None is locked.
pub fn held(
    connection: &mut Connection,
    before: DateTime<Utc>,
    after: Option<Place>,
    limit: u16,
) -> Result<Vec<(Place, bool)>, Error> {
    let before = before.naive_utc();
    let paid = payments::table.filter(
        payments::order_id
            .eq(reservations::order_id)
            .and(payments::status.ne(PaymentStatus::Voided).or(payments::updated_at.ge(before))),
    );
    let (at, id) = (reservations::created_at, reservations::order_id);
    let mut held = reservations::table
        .filter(reservations::status.eq(ReservationStatus::Held).and(at.lt(before)))
        .select((at, id, diesel::dsl::not(diesel::dsl::exists(paid))))
        .order((at, id))
        .limit(limit.into())
        .into_boxed();
    if let Some(Place { created_at, order_id }) = after {
        held = held.filter(at.ge(created_at).and(at.gt(created_at).or(id.gt(order_id))));
    }
    let rows: Vec<(NaiveDateTime, OrderId, bool)> = held.load(connection.mysql())?;
    Ok(rows.into_iter().map(|(created_at, order_id, unpaid)| (Place { created_at, order_id }, unpaid)).collect())
}

/// The lines of a reservation, by product and warehouse.
pub fn lines(transaction: &mut Transaction, order_id: OrderId) -> Result<Vec<ReservationLineEntity>, Error> {
    let lines = reservation_lines::table
        .filter(reservation_lines::order_id.eq(order_id))
        .order((reservation_lines::product_id, reservation_lines::warehouse_id))
        .select(ReservationLineEntity::as_select());
    Ok(lines.load(transaction)?)
}

/// Adds reservations, without their lines. Cached, which diesel's own `INSERT` of a row is not on MySQL.
pub fn insert(transaction: &mut Transaction, rows: &[ReservationEntity]) -> Result<Result<(), Reserved>, Error> {
    let mut statement = Statement::default();
    statement.sql("INSERT INTO reservations (order_id, status, created_at, updated_at) VALUES ").list(
        ", ",
        rows,
        |part, ReservationEntity { order_id, status, created_at, updated_at }| {
            part.sql("(").uuid(order_id.uuid()).sql(", ").text(status.as_str()).sql(", ").time(*created_at);
            part.sql(", ").time(*updated_at).sql(")");
        },
    );
    taken(statement.execute(transaction), "PRIMARY", Reserved)
}

/// Adds the lines of reservations.
pub fn insert_lines(transaction: &mut Transaction, lines: &[ReservationLineEntity]) -> Result<(), Error> {
    for lines in lines.chunks(MAX_ROWS) {
        let mut statement = Statement::default();
        statement.sql("INSERT INTO reservation_lines (order_id, product_id, warehouse_id, quantity) VALUES ").list(
            ", ",
            lines,
            |row, ReservationLineEntity { order_id, product_id, warehouse_id, quantity }| {
                row.sql("(").uuid(order_id.uuid()).sql(", ").uuid(product_id.uuid());
                row.sql(", ").uuid(warehouse_id.uuid()).sql(", ").int(*quantity).sql(")");
            },
        );
        statement.execute(transaction)?;
    }
    Ok(())
}

/// Writes the status of a reservation.
pub fn update(transaction: &mut Transaction, row: &ReservationEntity) -> Result<(), Error> {
    let ReservationEntity { order_id, status, created_at: _, updated_at } = row;
    diesel::update(reservations::table.find(order_id))
        .set((reservations::status.eq(status), reservations::updated_at.eq(updated_at)))
        .execute(transaction)?;
    Ok(())
}

/// Removes reservations that this transaction has inserted.
pub fn remove(transaction: &mut Transaction, orders: &[OrderId]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("DELETE reservation FROM reservations reservation FORCE INDEX (PRIMARY) WHERE order_id IN (");
    statement.list(", ", orders, |part, id| _ = part.uuid(id.uuid())).sql(")");
    statement.execute(transaction)?;
    Ok(())
}
