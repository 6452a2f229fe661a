//! This service's copy of what the storefront sells.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::catalog::{CreateProduct, ProductEntity, ProductId, ProductView};
use shared_models::kernel::MoneyError;
use shared_models::schema::products;

use super::{Broken, Connection, Error, Transaction};

/// What putting a product did.
#[derive(Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not there before.
    Created(ProductView),
    /// It was there, and is now as asked for: replaced, or untouched when nothing differs.
    Kept(ProductView),
}

/// Another product has the SKU.
#[derive(Debug, PartialEq, Eq)]
pub struct SkuTaken;

/// Adds the product, or replaces it when `request` says something new.
///
/// # Errors
/// When the database fails; the inner error is a refusal.
pub fn put(
    connection: &mut Connection,
    id: ProductId,
    request: &CreateProduct,
    now: DateTime<Utc>,
) -> Result<Result<Put, SkuTaken>, Error> {
    let row = ProductEntity::new(id, request.clone(), now);
    match unless_sku_taken(diesel::insert_into(products::table).values(&row).execute(connection.mysql())) {
        Ok(Ok(_)) => return Ok(Ok(Put::Created(view(row)?))),
        Ok(Err(taken)) => return Ok(Err(taken)),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("PRIMARY")) => {}
        Err(error) => return Err(error.into()),
    }
    connection.transaction(|transaction| {
        let locked = products::table.find(id).select(ProductEntity::as_select()).for_update();
        let old: ProductEntity = locked.first(transaction)?;
        match replace(transaction, old, request, now)? {
            Ok(row) => Ok(Ok(Put::Kept(view(row)?))),
            Err(taken) => Ok(Err(taken)),
        }
    })
}

/// Finds a product.
///
/// # Errors
/// When the database fails.
pub fn find(connection: &mut Connection, id: ProductId) -> Result<Option<ProductView>, Error> {
    let row = products::table.find(id).select(ProductEntity::as_select()).first(connection.mysql()).optional()?;
    row.map(view).transpose()
}

fn view(row: ProductEntity) -> Result<ProductView, Error> {
    row.try_into().map_err(|error: MoneyError| Error::Corrupt(error.to_string()))
}

/// The row as `request` wants it: the same one when nothing differs, else a new version of it.
pub(super) fn replaced(old: &ProductEntity, request: &CreateProduct, now: DateTime<Utc>) -> Option<ProductEntity> {
    let same = ProductEntity {
        version: old.version,
        created_at: old.created_at,
        updated_at: old.updated_at,
        ..ProductEntity::new(old.id, request.clone(), now)
    };
    (same != *old).then(|| ProductEntity { version: old.version + 1, updated_at: now.naive_utc(), ..same })
}

fn replace(
    transaction: &mut Transaction,
    old: ProductEntity,
    request: &CreateProduct,
    now: DateTime<Utc>,
) -> Result<Result<ProductEntity, SkuTaken>, Error> {
    let Some(row) = replaced(&old, request, now) else { return Ok(Ok(old)) };
    Ok(unless_sku_taken(update(transaction, &row))?.map(|_| row))
}

/// Writes every column of a row that is there.
pub(super) fn update(transaction: &mut Transaction, row: &ProductEntity) -> QueryResult<usize> {
    let ProductEntity {
        id,
        sku,
        name,
        description,
        category_id,
        brand_id,
        price_minor,
        currency,
        status,
        version,
        created_at: _,
        updated_at,
    } = row;
    diesel::update(products::table.find(id))
        .set((
            products::sku.eq(sku),
            products::name.eq(name),
            products::description.eq(description),
            products::category_id.eq(category_id),
            products::brand_id.eq(brand_id),
            products::price_minor.eq(price_minor),
            products::currency.eq(currency),
            products::status.eq(status),
            products::version.eq(version),
            products::updated_at.eq(updated_at),
        ))
        .execute(transaction)
}

fn unless_sku_taken(outcome: QueryResult<usize>) -> QueryResult<Result<usize, SkuTaken>> {
    match outcome {
        Err(error) if Broken::of(&error) == Some(Broken::Unique("products_sku_key")) => Ok(Err(SkuTaken)),
        outcome => outcome.map(Ok),
    }
}
