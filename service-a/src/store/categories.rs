//! Categories.

use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error};
use shared_models::catalog::{Category, CategoryEntity, CategoryId};
use shared_models::schema::categories;

use super::{Record, Slice};

/// Why a category was not added.
#[derive(Debug, PartialEq, Eq)]
pub enum InsertRefused {
    SlugTaken,
    UnknownParent,
}

pub fn insert(
    connection: &mut Connection,
    row: &CategoryEntity,
    record: &Record,
) -> Result<Result<(), InsertRefused>, Error> {
    connection.transaction(|transaction| {
        let Err(error) = diesel::insert_into(categories::table).values(row).execute(transaction) else {
            return record.write(transaction).map(Ok);
        };
        match Broken::of(&error) {
            Some(Broken::Unique("categories_slug_key")) => Ok(Err(InsertRefused::SlugTaken)),
            Some(Broken::Reference("categories_parent_id_fk")) => Ok(Err(InsertRefused::UnknownParent)),
            _ => Err(error.into()),
        }
    })
}

pub fn find(connection: &mut Connection, id: CategoryId) -> Result<Option<CategoryEntity>, Error> {
    Ok(categories::table.find(id).select(CategoryEntity::as_select()).first(connection.mysql()).optional()?)
}

/// A page of categories, and one more.
pub fn list(connection: &mut Connection, slice: Slice) -> Result<Vec<CategoryEntity>, Error> {
    let page = categories::table
        .filter(categories::id.lt(slice.below::<Category>()))
        .order(categories::id.desc())
        .limit(slice.fetched());
    Ok(page.select(CategoryEntity::as_select()).load(connection.mysql())?)
}
