//! This service's copy of the storefront's products.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error, Statement, Transaction, one_of};
use shared_models::catalog::{ProductChanged, ProductEntity, ProductId, ProductView};
use shared_models::schema::products;

use super::local_schema::product_copies;

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
pub fn lock(transaction: &mut Transaction, id: ProductId) -> Result<Option<ProductEntity>, Error> {
    Ok(products::table.find(id).select(ProductEntity::as_select()).for_update().first(transaction).optional()?)
}

/// Whether there is such a product.
pub fn exists(transaction: &mut Transaction, id: ProductId) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(products::table.find(id))).get_result(transaction)?)
}

/// Takes over what the storefront says of a product that exists. What an older release of it does not say stays. `false` when
/// there is no such product.
pub fn change(
    transaction: &mut Transaction,
    product: &ProductChanged,
    now: DateTime<Utc>,
) -> Result<Result<bool, SkuTaken>, Error> {
    let ProductChanged { product_id, sku, name, price, status, version: _, description, category_id, brand_id } =
        product;
    let (id, currency) = (product_id.uuid(), price.currency());
    let mut statement = Statement::default();
    statement.sql("UPDATE products SET version = version + 1, sku = ").text(sku.as_str());
    statement.sql(", name = ").text(name.as_str()).sql(", price_minor = ").big(price.amount_minor());
    statement.sql(", currency = ").text(currency.code()).sql(", status = ").text(status.as_str());
    statement.sql(", description = COALESCE(").text_or_null(description.as_deref()).sql(", description)");
    statement.sql(", category_id = COALESCE(").uuid_or_null(category_id.map(|id| id.uuid())).sql(", category_id)");
    statement.sql(", brand_id = COALESCE(").uuid_or_null(brand_id.map(|id| id.uuid())).sql(", brand_id)");
    statement.sql(", updated_at = ").time(now.naive_utc()).sql(" WHERE id = ").uuid(id);
    let changed = statement.execute(transaction);
    let is_there = changed != Ok(0);
    Ok(taken(changed, "products_sku_key", SkuTaken)?.map(|()| is_there))
}

/// Whether `version` is later than what was taken over from the storefront so far; it counts as taken over from now on.
pub fn is_later(transaction: &mut Transaction, id: ProductId, version: i32) -> Result<bool, Error> {
    if advance(transaction, id, version)? {
        return Ok(true);
    }
    // Locked, too, where there was nothing to lock.
    let uuid = id.uuid();
    let none = (product_copies::product_id.eq(uuid.as_bytes().as_slice()), product_copies::version.eq(0));
    diesel::insert_or_ignore_into(product_copies::table).values(none).execute(transaction)?;
    advance(transaction, id, version)
}

fn advance(transaction: &mut Transaction, id: ProductId, version: i32) -> Result<bool, Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE product_copies SET version = ").int(version).sql(" WHERE product_id = ").uuid(id.uuid());
    Ok(statement.sql(" AND version < ").int(version).execute(transaction)? > 0)
}

/// Whatever was taken over before, this version is from now on.
pub fn set_version(transaction: &mut Transaction, id: ProductId, version: i32) -> Result<(), Error> {
    let uuid = id.uuid();
    let row = (product_copies::product_id.eq(uuid.as_bytes().as_slice()), product_copies::version.eq(version));
    diesel::replace_into(product_copies::table).values(row).execute(transaction)?;
    Ok(())
}

/// Gives a product a SKU that no other has, until this transaction gives it another.
pub fn set_sku_aside(transaction: &mut Transaction, id: ProductId) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE products SET sku = HEX(id) WHERE id = ").uuid(id.uuid()).execute(transaction)?;
    Ok(())
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
