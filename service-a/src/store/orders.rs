//! Orders with their lines.

use std::collections::BTreeMap;

use diesel::prelude::*;
use shared_models::customers::CustomerId;
use shared_models::orders::{Order, OrderEntity, OrderId, OrderItemEntity, OrderView};
use shared_models::schema::{order_items, orders};

use super::statement::Statement;
use super::{Connection, Error, Slice, Transaction};

/// Finds an order, in one round trip.
///
/// # Errors
/// When the database fails.
pub fn find(connection: &mut Connection, id: OrderId) -> Result<Option<OrderView>, Error> {
    let rows: Vec<(OrderEntity, OrderItemEntity)> = orders::table
        .inner_join(order_items::table.on(order_items::order_id.eq(orders::id)))
        .filter(orders::id.eq(id))
        .order(order_items::line_no)
        .select((OrderEntity::as_select(), OrderItemEntity::as_select()))
        .load(connection.mysql())?;
    let mut items = Vec::with_capacity(rows.len());
    let mut found = None;
    for (order, item) in rows {
        found = Some(order);
        items.push(item);
    }
    found.map(|order| view(order, items)).transpose()
}

/// A page of orders, and one more; only those of `customer` if there is one.
///
/// # Errors
/// When the database fails.
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
pub(super) fn insert(transaction: &mut Transaction, orders: &[&OrderEntity]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement
        .sql(
            "INSERT INTO orders (id, customer_id, status, currency, subtotal_minor, discount_minor, tax_minor, \
             total_minor, placed_at, updated_at, gift_message) VALUES ",
        )
        .list(", ", orders, |row, order| {
            row.sql("(").id(order.id).sql(", ").id(order.customer_id).sql(", ").text(order.status.as_str());
            row.sql(", ").text(order.currency.code()).sql(", ").big(order.subtotal_minor);
            row.sql(", ").big(order.discount_minor).sql(", ").big(order.tax_minor).sql(", ").big(order.total_minor);
            row.sql(", ").time(order.placed_at).sql(", ").time(order.updated_at);
            row.sql(", ").text_or_null(order.gift_message.as_deref()).sql(")");
        })
        .execute(transaction)?;
    Ok(())
}

/// The view of a row and its lines.
pub(super) fn view(order: OrderEntity, items: Vec<OrderItemEntity>) -> Result<OrderView, Error> {
    order.view(items).map_err(Error::corrupt)
}
