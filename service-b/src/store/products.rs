//! This service's copy of the storefront's products.

use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error, Transaction, one_of};
use shared_models::catalog::{ProductEntity, ProductId, ProductView};
use shared_models::schema::products;

use super::changed::changed;
use super::refused::{refused, taken};

/// Another product has the SKU.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("another product has the SKU")]
pub struct SkuTaken;

/// Why a product was not added.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotInserted {
    #[error("a product has the id")]
    Exists,
    #[error("another product has the SKU")]
    SkuTaken,
}

/// Adds a product.
pub fn insert(transaction: &mut Transaction, row: &ProductEntity) -> Result<Result<(), NotInserted>, Error> {
    let inserted = diesel::insert_into(products::table).values(row).execute(transaction);
    refused(inserted, |broken| match broken {
        Broken::Unique("PRIMARY") => Some(NotInserted::Exists),
        Broken::Unique("products_sku_key") => Some(NotInserted::SkuTaken),
        _ => None,
    })
}

/// Finds a product.
pub fn find(connection: &mut Connection, id: ProductId) -> Result<Option<ProductView>, Error> {
    let row = products::table.find(id).select(ProductEntity::as_select()).first(connection.mysql()).optional()?;
    row.map(|row| row.try_into().map_err(Error::corrupt)).transpose()
}

/// Finds those of these products that exist.
pub fn find_all(transaction: &mut Transaction, ids: Vec<ProductId>) -> Result<Vec<ProductEntity>, Error> {
    Ok(products::table.filter(one_of(products::id, ids)).select(ProductEntity::as_select()).load(transaction)?)
}

/// Finds a product and locks it until the transaction ends.
///
/// # Errors
/// When the database fails, or there is no such product.
pub fn lock(transaction: &mut Transaction, id: ProductId) -> Result<ProductEntity, Error> {
    Ok(products::table.find(id).select(ProductEntity::as_select()).for_update().first(transaction)?)
}

/// Writes every column of a product that exists.
pub fn update(transaction: &mut Transaction, row: &ProductEntity) -> Result<Result<(), SkuTaken>, Error> {
    let updated = changed!(
        transaction, products[row.id], ProductEntity, row,
        set [sku, name, description, category_id, brand_id, price_minor, currency, status, version, updated_at],
        keep [id, created_at]
    );
    taken(updated, "products_sku_key", SkuTaken)
}
