//! How many of each product lie where.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::catalog::ProductId;
use shared_models::inventory::{BelowReserved, InventoryItemEntity, StockLevel, WarehouseId};
use shared_models::schema::{inventory_items, products};

use super::{Broken, Connection, Error, Transaction};

/// Why a level could not be set.
#[derive(Debug, PartialEq, Eq)]
pub enum SetRefused {
    /// There is no such product.
    UnknownProduct,
    /// There is no such warehouse.
    UnknownWarehouse,
    /// More are promised to orders.
    BelowReserved(BelowReserved),
}

/// Sets how many of a product lie in a warehouse.
///
/// # Errors
/// When the database fails; the inner error is a refusal.
pub fn set(
    connection: &mut Connection,
    product_id: ProductId,
    warehouse_id: WarehouseId,
    on_hand: u32,
    now: DateTime<Utc>,
) -> Result<Result<InventoryItemEntity, SetRefused>, Error> {
    let level = StockLevel { product_id, warehouse_id, on_hand, reserved: 0 };
    let row = row(level, now)?;
    match diesel::insert_into(inventory_items::table).values(&row).execute(connection.mysql()) {
        Ok(_) => return Ok(Ok(row)),
        Err(error) => match Broken::of(&error) {
            Some(Broken::Unique("PRIMARY")) => {}
            Some(Broken::Reference("inventory_items_product_id_fk")) => return Ok(Err(SetRefused::UnknownProduct)),
            Some(Broken::Reference("inventory_items_warehouse_id_fk")) => return Ok(Err(SetRefused::UnknownWarehouse)),
            _ => return Err(error.into()),
        },
    }
    connection.transaction(|transaction| {
        let locked = inventory_items::table.find((product_id, warehouse_id)).for_update();
        let old: InventoryItemEntity = locked.select(InventoryItemEntity::as_select()).first(transaction)?;
        match StockLevel::from(&old).with_on_hand(on_hand) {
            Ok(level) => update(transaction, level, now).map(Ok),
            Err(below) => Ok(Err(SetRefused::BelowReserved(below))),
        }
    })
}

/// Every level of a product, by warehouse; `None` when there is no such product.
///
/// # Errors
/// When the database fails.
pub fn of_product(connection: &mut Connection, id: ProductId) -> Result<Option<Vec<InventoryItemEntity>>, Error> {
    let rows: Vec<(ProductId, Option<InventoryItemEntity>)> = products::table
        .left_join(inventory_items::table.on(inventory_items::product_id.eq(products::id)))
        .filter(products::id.eq(id))
        .order(inventory_items::warehouse_id)
        .select((products::id, Option::<InventoryItemEntity>::as_select()))
        .load(connection.mysql())?;
    Ok((!rows.is_empty()).then(|| rows.into_iter().filter_map(|(_, level)| level).collect()))
}

/// Writes the level of a row that is there and locked.
pub(super) fn update(
    transaction: &mut Transaction,
    level: StockLevel,
    now: DateTime<Utc>,
) -> Result<InventoryItemEntity, Error> {
    let row = row(level, now)?;
    diesel::update(inventory_items::table.find((row.product_id, row.warehouse_id)))
        .set((inventory_items::on_hand.eq(row.on_hand), inventory_items::updated_at.eq(row.updated_at)))
        .execute(transaction)?;
    Ok(row)
}

/// The row of a level.
pub(super) fn row(level: StockLevel, now: DateTime<Utc>) -> Result<InventoryItemEntity, Error> {
    let StockLevel { product_id, warehouse_id, on_hand, reserved } = level;
    let count = |count: u32| i32::try_from(count).map_err(|_| Error::Corrupt(format!("{count} does not fit a column")));
    Ok(InventoryItemEntity {
        product_id,
        warehouse_id,
        on_hand: count(on_hand)?,
        reserved: count(reserved)?,
        updated_at: now.naive_utc(),
    })
}
