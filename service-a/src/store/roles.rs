//! Roles.

use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error};
use shared_models::identity::{Role, RoleEntity, RoleId};
use shared_models::schema::roles;

use super::{Record, Slice};

/// Another role has the name.
#[derive(Debug, PartialEq, Eq)]
pub struct NameTaken;

pub fn insert(connection: &mut Connection, row: &RoleEntity, record: &Record) -> Result<Result<(), NameTaken>, Error> {
    connection.transaction(|transaction| match diesel::insert_into(roles::table).values(row).execute(transaction) {
        Ok(_) => record.write(transaction).map(Ok),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("roles_name_key")) => Ok(Err(NameTaken)),
        Err(error) => Err(error.into()),
    })
}

pub fn find(connection: &mut Connection, id: RoleId) -> Result<Option<RoleEntity>, Error> {
    Ok(roles::table.find(id).select(RoleEntity::as_select()).first(connection.mysql()).optional()?)
}

/// A page of roles, and one more.
pub fn list(connection: &mut Connection, slice: Slice) -> Result<Vec<RoleEntity>, Error> {
    let page = roles::table.filter(roles::id.lt(slice.below::<Role>())).order(roles::id.desc()).limit(slice.fetched());
    Ok(page.select(RoleEntity::as_select()).load(connection.mysql())?)
}
