//! The lines of orders.

use diesel::prelude::*;
use service_chassis::database::{Error, MAX_ROWS, Statement, Transaction, one_of};
use shared_models::orders::{OrderId, OrderItemEntity};
use shared_models::schema::order_items;

use super::insert::insert;

/// Writes lines, of one order or of several.
pub(crate) fn insert(transaction: &mut Transaction, items: &[&OrderItemEntity]) -> Result<(), Error> {
    for items in items.chunks(MAX_ROWS) {
        let mut statement = insert!(items => order_items: OrderItemEntity {
            order_id, line_no, product_id, design_id, sku, name, quantity, unit_price_minor, line_total_minor, short_by
        });
        statement.execute(transaction)?;
    }
    Ok(())
}

/// The lines of several orders, order by order, in the order of their lines.
pub(crate) fn of_orders(connection: &mut MysqlConnection, ids: Vec<OrderId>) -> Result<Vec<OrderItemEntity>, Error> {
    Ok(order_items::table
        .filter(one_of(order_items::order_id, ids))
        .order((order_items::order_id, order_items::line_no))
        .select(OrderItemEntity::as_select())
        .load(connection)?)
}

/// Sets how many were missing, as (line, count); every other line is complete.
pub(crate) fn set_short(transaction: &mut Transaction, order_id: OrderId, short: &[(i32, i32)]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE order_items SET short_by = CASE line_no ");
    statement.list(" ", short, |part, (line_no, short_by)| {
        part.sql("WHEN ").int(*line_no).sql(" THEN ").int(*short_by);
    });
    statement.sql(" ELSE 0 END WHERE order_id = ").uuid(order_id.uuid()).execute(transaction)?;
    Ok(())
}
