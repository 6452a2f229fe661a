//! How many of each product lie where, and how many of those are promised.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error, MAX_ROWS, Statement, Transaction, one_of};
use shared_models::catalog::ProductId;
use shared_models::inventory::{InventoryItemEntity, ReservationLineEntity, StockLevel, WarehouseId};
use shared_models::schema::{inventory_items, products};

use super::refused::refused;

/// A product in a warehouse.
type Shelf = (ProductId, WarehouseId);

/// Why a level was not added.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotInserted {
    #[error("the product has a level in this warehouse")]
    Exists,
    #[error("there is no such product")]
    UnknownProduct,
    #[error("there is no such warehouse")]
    UnknownWarehouse,
}

/// The direction in which stock moves.
#[derive(Debug, Clone, Copy)]
pub enum Direction {
    /// It is promised to an order.
    Reserve,
    /// It can be promised again.
    Release,
    /// What was promised leaves the warehouse.
    Ship,
}

/// Adds a level.
pub fn insert(transaction: &mut Transaction, row: &InventoryItemEntity) -> Result<Result<(), NotInserted>, Error> {
    let inserted = diesel::insert_into(inventory_items::table).values(row).execute(transaction);
    refused(inserted, |broken| match broken {
        Broken::Unique("PRIMARY") => Some(NotInserted::Exists),
        Broken::Reference("inventory_items_product_id_fk") => Some(NotInserted::UnknownProduct),
        Broken::Reference("inventory_items_warehouse_id_fk") => Some(NotInserted::UnknownWarehouse),
        _ => None,
    })
}

/// How many of a product lie where; `None` when there is no such product. Locks the product until the transaction ends:
/// another level of it is set after that.
pub fn lock_product(transaction: &mut Transaction, id: ProductId) -> Result<Option<Vec<(WarehouseId, i32)>>, Error> {
    let product = products::table.find(id).select(products::id).for_update();
    let Some(id): Option<ProductId> = product.first(transaction).optional()? else { return Ok(None) };
    let levels = inventory_items::table.filter(inventory_items::product_id.eq(id));
    Ok(Some(levels.select((inventory_items::warehouse_id, inventory_items::on_hand)).load(transaction)?))
}

/// Finds a level and locks it until the transaction ends.
///
/// # Errors
/// When the database fails, or there is no such level.
pub fn lock(transaction: &mut Transaction, shelf: Shelf) -> Result<StockLevel, Error> {
    let locked = inventory_items::table.find(shelf).for_update();
    let row: InventoryItemEntity = locked.select(InventoryItemEntity::as_select()).first(transaction)?;
    Ok(StockLevel::from(&row))
}

/// Finds every level of these products and locks them, in the order of the primary key, until the transaction ends.
pub fn lock_all(transaction: &mut Transaction, products: BTreeSet<ProductId>) -> Result<Vec<StockLevel>, Error> {
    let rows: Vec<InventoryItemEntity> = inventory_items::table
        .select(InventoryItemEntity::as_select())
        .filter(one_of(inventory_items::product_id, products.into_iter().collect()))
        .order((inventory_items::product_id, inventory_items::warehouse_id))
        .for_update()
        .load(transaction)?;
    Ok(rows.iter().map(StockLevel::from).collect())
}

/// Every level of a product, by warehouse; `None` when there is no such product.
pub fn of_product(connection: &mut Connection, id: ProductId) -> Result<Option<Vec<InventoryItemEntity>>, Error> {
    let rows: Vec<(ProductId, Option<InventoryItemEntity>)> = products::table
        .left_join(inventory_items::table.on(inventory_items::product_id.eq(products::id)))
        .filter(products::id.eq(id))
        .order(inventory_items::warehouse_id)
        .select((products::id, Option::<InventoryItemEntity>::as_select()))
        .load(connection.mysql())?;
    Ok((!rows.is_empty()).then(|| rows.into_iter().filter_map(|(_, level)| level).collect()))
}

/// Writes how many lie in a place whose level is locked. What is reserved is changed by [`shift`] alone.
pub fn update(transaction: &mut Transaction, row: &InventoryItemEntity) -> Result<(), Error> {
    let InventoryItemEntity { product_id, warehouse_id, on_hand, reserved: _, updated_at } = row;
    diesel::update(inventory_items::table.find((product_id, warehouse_id)))
        .set((inventory_items::on_hand.eq(on_hand), inventory_items::updated_at.eq(updated_at)))
        .execute(transaction)?;
    Ok(())
}

/// The row of a level.
///
/// # Errors
/// [`Error::Corrupt`] when a count does not fit its column.
pub fn row(level: StockLevel, now: DateTime<Utc>) -> Result<InventoryItemEntity, Error> {
    let StockLevel { product_id, warehouse_id, on_hand, reserved } = level;
    let count = |count: u32| i32::try_from(count).map_err(|_| Error::corrupt(format!("{count} does not fit a column")));
    Ok(InventoryItemEntity {
        product_id,
        warehouse_id,
        on_hand: count(on_hand)?,
        reserved: count(reserved)?,
        updated_at: now.naive_utc(),
    })
}

/// Adds the quantities of `lines` to the reserved stock, or takes them away; what is shipped is not on hand any more either.
///
/// Through the primary key and in its order, whatever the optimizer chooses for a small table: by way of the index on
/// warehouses it would lock in another order than other transactions, and deadlock with them.
///
/// The check on the table refuses a level below zero or above the stock, should a plan ever be wrong.
///
/// # Errors
/// When the database fails, or a level is missing.
pub fn shift(
    transaction: &mut Transaction,
    lines: &[ReservationLineEntity],
    direction: Direction,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    // Assigned from left to right, and each from its own column alone.
    let columns: &[_] = match direction {
        Direction::Reserve => &["reserved = reserved + "],
        Direction::Release => &["reserved = reserved - "],
        Direction::Ship => &["reserved = reserved - ", "on_hand = on_hand - "],
    };
    // Several orders may take from one shelf.
    let mut sums = BTreeMap::<Shelf, i32>::new();
    for line in lines {
        *sums.entry((line.product_id, line.warehouse_id)).or_default() += line.quantity;
    }
    let sums: Vec<(Shelf, i32)> = sums.into_iter().collect();
    for sums in sums.chunks(MAX_ROWS) {
        let key = |part: &mut Statement<'_>, ((product_id, warehouse_id), _): &(Shelf, i32)| {
            part.sql("product_id = ").uuid(product_id.uuid()).sql(" AND warehouse_id = ").uuid(warehouse_id.uuid());
        };
        let mut statement = Statement::default();
        statement.sql("UPDATE inventory_items FORCE INDEX (PRIMARY) SET ");
        for column in columns {
            statement.sql(column).sql("CASE ").list(" ", sums, |part, sum| {
                part.sql("WHEN ");
                key(part, sum);
                part.sql(" THEN ").int(sum.1);
            });
            statement.sql(" ELSE 0 END, ");
        }
        statement.sql("updated_at = ").time(now.naive_utc()).sql(" WHERE (");
        statement.list(") OR (", sums, key).sql(")");
        let changed = statement.execute(transaction)?;
        if changed != sums.len() {
            return Err(Error::corrupt(format!("{changed} of {} stock levels are there to change", sums.len())));
        }
    }
    Ok(())
}
