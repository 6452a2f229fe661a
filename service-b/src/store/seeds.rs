//! Writes the rows of fixtures: those that are not there are added, those that differ are changed, nothing is deleted.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Deserialize;
use shared_models::catalog::{CreateProduct, ProductEntity, ProductId};
use shared_models::inventory::{
    CreateWarehouse, InventoryItemEntity, SetStock, StockLevel, WarehouseEntity, WarehouseId,
};
use shared_models::schema::{inventory_items, products, warehouses};

use super::statement::one_of;
use super::{Error, Transaction};

/// One run over the fixtures.
#[derive(Debug, Clone, Copy)]
pub struct Pass {
    /// When it runs.
    pub now: DateTime<Utc>,
    /// Whether to write, or only to count.
    pub write: bool,
}

/// How many rows of a fixture had which fate.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// They were not there.
    pub created: usize,
    /// They differed.
    pub updated: usize,
    /// They were as the fixture says.
    pub unchanged: usize,
}

/// The id beside a warehouse in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct WarehouseKey {
    id: WarehouseId,
}

/// The id beside a product in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct ProductKey {
    id: ProductId,
}

/// The ids beside a level of stock in its fixture.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct StockKey {
    product_id: ProductId,
    warehouse_id: WarehouseId,
}

/// Writes warehouses.
///
/// # Errors
/// When the database fails.
pub fn warehouses(
    transaction: &mut Transaction,
    rows: &[(WarehouseKey, CreateWarehouse)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let ids = rows.iter().map(|(key, _)| key.id).collect();
    let old: Vec<WarehouseEntity> =
        warehouses::table.filter(one_of(warehouses::id, ids)).select(WarehouseEntity::as_select()).load(transaction)?;
    let mut tally = Tally::default();
    for (key, request) in rows {
        let row = WarehouseEntity::new(key.id, request.clone(), pass.now);
        match old.iter().find(|old| old.id == key.id) {
            None => {
                tally.created += 1;
                pass.write(|| diesel::insert_into(warehouses::table).values(&row).execute(transaction))?;
            }
            Some(old) if WarehouseEntity { created_at: old.created_at, ..row.clone() } == *old => tally.unchanged += 1,
            Some(_) => {
                tally.updated += 1;
                let changes =
                    (warehouses::code.eq(row.code), warehouses::name.eq(row.name), warehouses::country.eq(row.country));
                pass.write(|| diesel::update(warehouses::table.find(key.id)).set(changes).execute(transaction))?;
            }
        }
    }
    Ok(tally)
}

/// Writes products.
///
/// # Errors
/// When the database fails.
pub fn products(
    transaction: &mut Transaction,
    rows: &[(ProductKey, CreateProduct)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let ids = rows.iter().map(|(key, _)| key.id).collect();
    let old: Vec<ProductEntity> =
        products::table.filter(one_of(products::id, ids)).select(ProductEntity::as_select()).load(transaction)?;
    let mut tally = Tally::default();
    for (key, request) in rows {
        match old.iter().find(|old| old.id == key.id) {
            None => {
                tally.created += 1;
                let row = ProductEntity::new(key.id, request.clone(), pass.now);
                pass.write(|| diesel::insert_into(products::table).values(&row).execute(transaction))?;
            }
            Some(old) => match crate::products::replaced(old, request, pass.now) {
                None => tally.unchanged += 1,
                Some(row) => {
                    tally.updated += 1;
                    if pass.write && super::products::update(transaction, &row)?.is_err() {
                        return Err(Error::corrupt("another product has the SKU"));
                    }
                }
            },
        }
    }
    Ok(tally)
}

/// Writes levels of stock. What is reserved stays; a level below it is raised to it.
///
/// # Errors
/// When the database fails.
pub fn stock(transaction: &mut Transaction, rows: &[(StockKey, SetStock)], pass: &Pass) -> Result<Tally, Error> {
    let ids = rows.iter().map(|(key, _)| key.product_id).collect();
    let old: Vec<InventoryItemEntity> = inventory_items::table
        .filter(one_of(inventory_items::product_id, ids))
        .select(InventoryItemEntity::as_select())
        .order((inventory_items::product_id, inventory_items::warehouse_id))
        .for_update()
        .load(transaction)?;
    let mut tally = Tally::default();
    for (StockKey { product_id, warehouse_id }, SetStock { on_hand }) in rows {
        let (product_id, warehouse_id) = (*product_id, *warehouse_id);
        match old.iter().find(|old| (old.product_id, old.warehouse_id) == (product_id, warehouse_id)) {
            None => {
                tally.created += 1;
                let level = StockLevel { product_id, warehouse_id, on_hand: *on_hand, reserved: 0 };
                let row = super::stock::row(level, pass.now)?;
                pass.write(|| diesel::insert_into(inventory_items::table).values(&row).execute(transaction))?;
            }
            Some(old) => {
                let old = StockLevel::from(old);
                let on_hand = (*on_hand).max(old.reserved);
                if on_hand == old.on_hand {
                    tally.unchanged += 1;
                    continue;
                }
                tally.updated += 1;
                if pass.write {
                    let row = super::stock::row(StockLevel { on_hand, ..old }, pass.now)?;
                    super::stock::update(transaction, &row)?;
                }
            }
        }
    }
    Ok(tally)
}

impl Pass {
    /// Runs a statement, unless this pass only counts.
    fn write(&self, statement: impl FnOnce() -> QueryResult<usize>) -> Result<(), Error> {
        if self.write {
            statement()?;
        }
        Ok(())
    }
}
