//! Brands, categories and products.

use diesel::prelude::*;
use service_chassis::database::{Error, Transaction};
use service_chassis::seed::{Fate, Pass, Tally};
use shared_models::catalog::{
    Brand, BrandEntity, Category, CategoryEntity, CreateBrand, CreateCategory, CreateProduct, Product, ProductEntity,
};
use shared_models::schema::{brands, categories, products};

use super::existing::{Key, existing};

/// Writes brands.
pub fn brands(transaction: &mut Transaction, rows: &[(Key<Brand>, CreateBrand)], pass: &Pass) -> Result<Tally, Error> {
    let existing = existing!(transaction, brands, BrandEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = BrandEntity::new(*id, request.clone(), pass.now);
        let old: Option<&BrandEntity> = existing.iter().find(|old: &&BrandEntity| old.id == *id);
        match tally.count(old, |old| BrandEntity { created_at: old.created_at, ..row.clone() } == *old) {
            Fate::Create => pass.write(|| diesel::insert_into(brands::table).values(&row).execute(transaction))?,
            Fate::Change(_) => pass.write(|| {
                let BrandEntity { id: _, name, slug, created_at: _ } = &row;
                diesel::update(brands::table.find(id))
                    .set((brands::name.eq(name), brands::slug.eq(slug)))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes categories; one that others are part of comes before them.
pub fn categories(
    transaction: &mut Transaction,
    rows: &[(Key<Category>, CreateCategory)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let existing = existing!(transaction, categories, CategoryEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = CategoryEntity::new(*id, request.clone(), pass.now);
        let old: Option<&CategoryEntity> = existing.iter().find(|old: &&CategoryEntity| old.id == *id);
        match tally.count(old, |old| CategoryEntity { created_at: old.created_at, ..row.clone() } == *old) {
            Fate::Create => pass.write(|| diesel::insert_into(categories::table).values(&row).execute(transaction))?,
            Fate::Change(_) => pass.write(|| {
                let CategoryEntity { id: _, parent_id, name, slug, created_at: _ } = &row;
                diesel::update(categories::table.find(id))
                    .set((categories::parent_id.eq(parent_id), categories::name.eq(name), categories::slug.eq(slug)))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}

/// Writes products.
pub fn products(
    transaction: &mut Transaction,
    rows: &[(Key<Product>, CreateProduct)],
    pass: &Pass,
) -> Result<Tally, Error> {
    let existing = existing!(transaction, products, ProductEntity, rows);
    let mut tally = Tally::default();
    for (Key { id }, request) in rows {
        let row = ProductEntity::new(*id, request.clone(), pass.now);
        let old: Option<&ProductEntity> = existing.iter().find(|old: &&ProductEntity| old.id == *id);
        let same = |old: &ProductEntity| {
            let ProductEntity { version, created_at, updated_at, .. } = *old;
            ProductEntity { version, created_at, updated_at, ..row.clone() } == *old
        };
        match tally.count(old, same) {
            Fate::Create => pass.write(|| diesel::insert_into(products::table).values(&row).execute(transaction))?,
            Fate::Change(old) => pass.write(|| {
                let ProductEntity {
                    id: _,
                    sku,
                    name,
                    description,
                    category_id,
                    brand_id,
                    price_minor,
                    currency,
                    status,
                    version: _,
                    created_at: _,
                    updated_at,
                } = &row;
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
                        products::version.eq(old.version + 1),
                        products::updated_at.eq(updated_at),
                    ))
                    .execute(transaction)
            })?,
            Fate::Leave => {}
        }
    }
    Ok(tally)
}
