//! Warehouses.

use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Transaction, one_of};
use shared_models::inventory::{Warehouse, WarehouseEntity, WarehouseId};
use shared_models::kernel::Cursor;
use shared_models::schema::warehouses;

use super::changed::changed;
use super::refused::taken;

/// Another warehouse has the code.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("another warehouse has the code")]
pub struct CodeTaken;

/// Adds a warehouse.
pub fn insert(transaction: &mut Transaction, row: &WarehouseEntity) -> Result<Result<(), CodeTaken>, Error> {
    taken(diesel::insert_into(warehouses::table).values(row).execute(transaction), "warehouses_code_key", CodeTaken)
}

/// Writes every column of a warehouse that can change.
pub fn update(transaction: &mut Transaction, row: &WarehouseEntity) -> Result<Result<(), CodeTaken>, Error> {
    let updated = changed!(
        transaction, warehouses[row.id], WarehouseEntity, row,
        set [code, name, country], keep [id, created_at]
    );
    taken(updated, "warehouses_code_key", CodeTaken)
}

/// Finds a warehouse.
pub fn find(connection: &mut Connection, id: WarehouseId) -> Result<Option<WarehouseEntity>, Error> {
    Ok(warehouses::table.find(id).select(WarehouseEntity::as_select()).first(connection.mysql()).optional()?)
}

/// Finds those of these warehouses that exist.
pub fn find_all(transaction: &mut Transaction, ids: Vec<WarehouseId>) -> Result<Vec<WarehouseEntity>, Error> {
    Ok(warehouses::table.filter(one_of(warehouses::id, ids)).select(WarehouseEntity::as_select()).load(transaction)?)
}

/// One row more than `limit`, newest first, to show whether there is a next page.
pub fn page(connection: &mut Connection, after: Option<Cursor>, limit: u16) -> Result<Vec<WarehouseEntity>, Error> {
    let rows =
        warehouses::table.select(WarehouseEntity::as_select()).order(warehouses::id.desc()).limit(i64::from(limit) + 1);
    Ok(match after {
        None => rows.load(connection.mysql())?,
        Some(cursor) => rows.filter(warehouses::id.lt(cursor.id::<Warehouse>())).load(connection.mysql())?,
    })
}
