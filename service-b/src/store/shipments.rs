//! Parcels. Whoever changes those of an order has locked its reservation.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::kernel::Cursor;
use shared_models::orders::OrderId;
use shared_models::schema::shipments;
use shared_models::shipments::{Shipment, ShipmentEntity, ShipmentId};

use super::changed::changed;

/// Adds parcels.
pub fn insert(transaction: &mut Transaction, rows: &[ShipmentEntity]) -> Result<(), Error> {
    diesel::insert_into(shipments::table).values(rows).execute(transaction)?;
    Ok(())
}

/// Writes every column of a parcel that can change.
pub fn update(transaction: &mut Transaction, row: &ShipmentEntity) -> Result<(), Error> {
    changed!(
        transaction, shipments[row.id], ShipmentEntity, row,
        set [status, carrier, tracking_code, updated_at], keep [id, order_id, warehouse_id, created_at]
    )?;
    Ok(())
}

/// Finds a parcel.
pub fn find(transaction: &mut Transaction, id: ShipmentId) -> Result<Option<ShipmentEntity>, Error> {
    Ok(shipments::table.find(id).select(ShipmentEntity::as_select()).first(transaction).optional()?)
}

/// Every parcel of an order, cancelled ones too.
pub fn of_order(transaction: &mut Transaction, order: OrderId) -> Result<Vec<ShipmentEntity>, Error> {
    let rows = shipments::table.filter(shipments::order_id.eq(order)).order(shipments::id);
    Ok(rows.select(ShipmentEntity::as_select()).load(transaction)?)
}

/// One row more than `limit`, newest first; only those of `order` if there is one.
pub fn page(
    connection: &mut Connection,
    order: Option<OrderId>,
    after: Option<Cursor>,
    limit: u16,
) -> Result<Vec<ShipmentEntity>, Error> {
    let mut rows = shipments::table.order(shipments::id.desc()).limit(i64::from(limit) + 1).into_boxed();
    if let Some(order) = order {
        rows = rows.filter(shipments::order_id.eq(order));
    }
    if let Some(cursor) = after {
        rows = rows.filter(shipments::id.lt(cursor.id::<Shipment>()));
    }
    Ok(rows.select(ShipmentEntity::as_select()).load(connection.mysql())?)
}
