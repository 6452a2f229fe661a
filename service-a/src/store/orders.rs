//! Orders with their lines.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Statement, Transaction, one_of};
use shared_models::customers::CustomerId;
use shared_models::orders::{Order, OrderEntity, OrderId, OrderItemEntity, OrderStatus, OrderView};
use shared_models::schema::{order_items, orders};

use super::Slice;
use super::insert::insert;

/// Finds an order, in one round trip.
pub fn find(connection: &mut Connection, id: OrderId) -> Result<Option<OrderView>, Error> {
    let rows: Vec<(OrderEntity, OrderItemEntity)> = orders::table
        .inner_join(order_items::table.on(order_items::order_id.eq(orders::id)))
        .filter(orders::id.eq(id))
        .order(order_items::line_no)
        .select((OrderEntity::as_select(), OrderItemEntity::as_select()))
        .load(connection.mysql())?;
    let (found, items): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    found.into_iter().next().map(|order| view(order, items)).transpose()
}

/// A page of orders, and one more; only those of `customer` if there is one.
pub fn list(connection: &mut Connection, customer: Option<CustomerId>, slice: Slice) -> Result<Vec<OrderView>, Error> {
    let page = orders::table
        .filter(orders::id.lt(slice.below::<Order>()))
        .order(orders::id.desc())
        .limit(slice.fetched())
        .select(OrderEntity::as_select());
    let rows: Vec<OrderEntity> = match customer {
        Some(customer) => page.filter(orders::customer_id.eq(customer)).load(connection.mysql())?,
        None => page.load(connection.mysql())?,
    };
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let items = super::order_items::of_orders(connection.mysql(), rows.iter().map(|row| row.id).collect())?;
    let mut by_order = BTreeMap::<OrderId, Vec<OrderItemEntity>>::new();
    for item in items {
        by_order.entry(item.order_id).or_default().push(item);
    }
    rows.into_iter()
        .map(|order| {
            let items = by_order.remove(&order.id).unwrap_or_default();
            view(order, items)
        })
        .collect()
}

/// Writes orders, in one statement.
pub(crate) fn insert(transaction: &mut Transaction, orders: &[&OrderEntity]) -> Result<(), Error> {
    let mut statement = insert!(orders => orders: OrderEntity {
        id, customer_id, status, currency, subtotal_minor, discount_minor, tax_minor, total_minor, gift_message,
        placed_at, updated_at
    });
    statement.execute(transaction)?;
    Ok(())
}

/// The status of an order, locked: it cannot change before this transaction ends.
pub(crate) fn lock_status(transaction: &mut Transaction, id: OrderId) -> Result<Option<OrderStatus>, Error> {
    Ok(orders::table.find(id).select(orders::status).for_update().first(transaction).optional()?)
}

/// The statuses of orders.
pub(crate) fn statuses(connection: &mut Connection, ids: Vec<OrderId>) -> Result<Vec<(OrderId, OrderStatus)>, Error> {
    let statuses = orders::table.filter(one_of(orders::id, ids)).select((orders::id, orders::status));
    Ok(statuses.load(connection.mysql())?)
}

/// Takes an order from one status to another; returns whether it was in the first one.
pub(crate) fn change_status(
    transaction: &mut Transaction,
    id: OrderId,
    from: OrderStatus,
    to: OrderStatus,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE orders SET status = ").text(to.as_str()).sql(", updated_at = ").time(now.naive_utc());
    statement.sql(" WHERE id = ").uuid(id.uuid()).sql(" AND status = ").text(from.as_str());
    Ok(statement.execute(transaction)? == 1)
}

/// Takes orders from one status to another, each at its own time; returns how many were in the first one. Through the
/// primary key, so that concurrent transactions lock in the same order.
pub(crate) fn change_statuses(
    transaction: &mut Transaction,
    orders: &[(OrderId, DateTime<Utc>)],
    from: OrderStatus,
    to: OrderStatus,
) -> Result<usize, Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE orders FORCE INDEX (PRIMARY) SET status = ").text(to.as_str());
    statement
        .sql(", updated_at = CASE id ")
        .list(" ", orders, |part, (id, now)| {
            part.sql("WHEN ").uuid(id.uuid()).sql(" THEN ").time(now.naive_utc());
        })
        .sql(" END WHERE status = ")
        .text(from.as_str())
        .sql(" AND id IN (")
        .list(", ", orders, |part, (id, _)| _ = part.uuid(id.uuid()))
        .sql(")");
    Ok(statement.execute(transaction)?)
}

fn view(order: OrderEntity, items: Vec<OrderItemEntity>) -> Result<OrderView, Error> {
    order.view(items).map_err(Error::corrupt)
}
