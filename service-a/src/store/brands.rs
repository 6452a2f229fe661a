//! Brands.

use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error};
use shared_models::catalog::{Brand, BrandEntity, BrandId};
use shared_models::schema::brands;

use super::{Record, Slice};

/// Another brand has the slug.
#[derive(Debug, PartialEq, Eq)]
pub struct SlugTaken;

pub fn insert(connection: &mut Connection, row: &BrandEntity, record: &Record) -> Result<Result<(), SlugTaken>, Error> {
    connection.transaction(|transaction| match diesel::insert_into(brands::table).values(row).execute(transaction) {
        Ok(_) => record.write(transaction).map(Ok),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("brands_slug_key")) => Ok(Err(SlugTaken)),
        Err(error) => Err(error.into()),
    })
}

pub fn find(connection: &mut Connection, id: BrandId) -> Result<Option<BrandEntity>, Error> {
    Ok(brands::table.find(id).select(BrandEntity::as_select()).first(connection.mysql()).optional()?)
}

/// A page of brands, and one more.
pub fn list(connection: &mut Connection, slice: Slice) -> Result<Vec<BrandEntity>, Error> {
    let page =
        brands::table.filter(brands::id.lt(slice.below::<Brand>())).order(brands::id.desc()).limit(slice.fetched());
    Ok(page.select(BrandEntity::as_select()).load(connection.mysql())?)
}
