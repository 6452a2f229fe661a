//! Products.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use service_chassis::database::{Broken, Connection, Error, Updated};
use shared_models::catalog::{BrandId, CategoryId, Product, ProductChanges, ProductEntity, ProductId};
use shared_models::schema::products;

use super::updated::updated;
use super::{Record, Slice};

/// Why a product was not written.
#[derive(Debug, PartialEq, Eq)]
pub enum WriteRefused {
    SkuTaken,
    UnknownCategory,
    UnknownBrand,
}

/// Which products are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this category.
    pub category_id: Option<CategoryId>,
    /// Of this brand.
    pub brand_id: Option<BrandId>,
    /// With this in the name or the SKU.
    pub text: Option<String>,
}

pub fn insert(
    connection: &mut Connection,
    row: &ProductEntity,
    record: &Record,
) -> Result<Result<(), WriteRefused>, Error> {
    connection.transaction(|transaction| {
        match refused(diesel::insert_into(products::table).values(row).execute(transaction))? {
            Ok(_) => record.write(transaction).map(Ok),
            Err(refused) => Ok(Err(refused)),
        }
    })
}

/// Changes version `version` of a product; `record` is made from the changed row.
pub fn update(
    connection: &mut Connection,
    id: ProductId,
    version: i32,
    changes: &ProductChanges,
    now: DateTime<Utc>,
    record: impl Fn(&ProductEntity) -> Result<Record, Error>,
) -> Result<Result<Updated<ProductEntity>, WriteRefused>, Error> {
    connection.transaction(|transaction| {
        let meant = products::table.filter(products::id.eq(id).and(products::version.eq(version)));
        let counted = (products::version.eq(version + 1), products::updated_at.eq(now.naive_utc()));
        let changed = match refused(diesel::update(meant).set((changes, counted)).execute(transaction))? {
            Ok(changed) => changed,
            Err(refused) => return Ok(Err(refused)),
        };
        let row = products::table.find(id).select(ProductEntity::as_select()).first(transaction).optional()?;
        updated(transaction, changed, row, &record).map(Ok)
    })
}

pub fn find(connection: &mut Connection, id: ProductId) -> Result<Option<ProductEntity>, Error> {
    Ok(products::table.find(id).select(ProductEntity::as_select()).first(connection.mysql()).optional()?)
}

/// A page of products, and one more.
pub fn list(connection: &mut Connection, filter: Filter, slice: Slice) -> Result<Vec<ProductEntity>, Error> {
    let Filter { category_id, brand_id, text } = filter;
    // Boxed, and cached all the same: diesel looks a boxed query up by its text, of which there are eight.
    let mut page = products::table
        .filter(products::id.lt(slice.below::<Product>()))
        .order(products::id.desc())
        .limit(slice.fetched())
        .select(ProductEntity::as_select())
        .into_boxed();
    if let Some(category_id) = category_id {
        page = page.filter(products::category_id.eq(category_id));
    }
    if let Some(brand_id) = brand_id {
        page = page.filter(products::brand_id.eq(brand_id));
    }
    if let Some(text) = text {
        // A SKU is in capitals and compares byte by byte; a name compares as people read it.
        let (name, sku) = (containing(&text), containing(&text.to_uppercase()));
        page = page.filter(products::name.like(name).or(products::sku.like(sku)));
    }
    Ok(page.load(connection.mysql())?)
}

/// The pattern of a text that contains `text`, literally.
fn containing(text: &str) -> String {
    let literal = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{literal}%")
}

fn refused<T>(outcome: Result<T, DieselError>) -> Result<Result<T, WriteRefused>, Error> {
    let error = match outcome {
        Ok(done) => return Ok(Ok(done)),
        Err(error) => error,
    };
    match Broken::of(&error) {
        Some(Broken::Unique("products_sku_key")) => Ok(Err(WriteRefused::SkuTaken)),
        Some(Broken::Reference("products_category_id_fk")) => Ok(Err(WriteRefused::UnknownCategory)),
        Some(Broken::Reference("products_brand_id_fk")) => Ok(Err(WriteRefused::UnknownBrand)),
        _ => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::containing;

    #[test]
    fn wild_cards_in_a_text_are_letters() {
        assert_eq!(containing("50%_\\"), "%50\\%\\_\\\\%");
    }
}
