//! Warehouses.

use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error};
use shared_models::inventory::{Warehouse, WarehouseEntity, WarehouseId};
use shared_models::kernel::Cursor;
use shared_models::schema::warehouses;

/// Another warehouse has the code.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeTaken;

/// Adds a warehouse.
pub fn insert(connection: &mut Connection, row: &WarehouseEntity) -> Result<Result<(), CodeTaken>, Error> {
    match diesel::insert_into(warehouses::table).values(row).execute(connection.mysql()) {
        Ok(_) => Ok(Ok(())),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("warehouses_code_key")) => Ok(Err(CodeTaken)),
        Err(error) => Err(error.into()),
    }
}

/// Finds a warehouse.
pub fn find(connection: &mut Connection, id: WarehouseId) -> Result<Option<WarehouseEntity>, Error> {
    Ok(warehouses::table.find(id).select(WarehouseEntity::as_select()).first(connection.mysql()).optional()?)
}

/// One row more than `limit`, newest first, to show whether there is a next page.
pub fn page(connection: &mut Connection, after: Option<Cursor>, limit: u16) -> Result<Vec<WarehouseEntity>, Error> {
    let mut page = warehouses::table.order(warehouses::id.desc()).limit(i64::from(limit) + 1).into_boxed();
    if let Some(cursor) = after {
        page = page.filter(warehouses::id.lt(cursor.id::<Warehouse>()));
    }
    Ok(page.select(WarehouseEntity::as_select()).load(connection.mysql())?)
}
