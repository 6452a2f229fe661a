//! Users.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use service_chassis::database::{Broken, Connection, Error, Updated};
use shared_models::identity::{User, UserChanges, UserEntity, UserId};
use shared_models::schema::users;

use super::updated::updated;
use super::{Record, Slice};

/// Why a user was not written.
#[derive(Debug, PartialEq, Eq)]
pub enum WriteRefused {
    EmailTaken,
    UnknownRole,
}

pub fn insert(
    connection: &mut Connection,
    row: &UserEntity,
    record: &Record,
) -> Result<Result<(), WriteRefused>, Error> {
    connection.transaction(|transaction| {
        match refused(diesel::insert_into(users::table).values(row).execute(transaction))? {
            Ok(_) => record.write(transaction).map(Ok),
            Err(refused) => Ok(Err(refused)),
        }
    })
}

/// Changes version `version` of a user; `record` is made from the changed row.
pub fn update(
    connection: &mut Connection,
    id: UserId,
    version: i32,
    changes: &UserChanges,
    now: DateTime<Utc>,
    record: impl Fn(&UserEntity) -> Result<Record, Error>,
) -> Result<Result<Updated<UserEntity>, WriteRefused>, Error> {
    connection.transaction(|transaction| {
        let meant = users::table.filter(users::id.eq(id).and(users::version.eq(version)));
        let counted = (users::version.eq(version + 1), users::updated_at.eq(now.naive_utc()));
        let changed = match refused(diesel::update(meant).set((changes, counted)).execute(transaction))? {
            Ok(changed) => changed,
            Err(refused) => return Ok(Err(refused)),
        };
        let row = users::table.find(id).select(UserEntity::as_select()).first(transaction).optional()?;
        updated(transaction, changed, row, &record).map(Ok)
    })
}

pub fn find(connection: &mut Connection, id: UserId) -> Result<Option<UserEntity>, Error> {
    Ok(users::table.find(id).select(UserEntity::as_select()).first(connection.mysql()).optional()?)
}

/// A page of users, and one more.
pub fn list(connection: &mut Connection, slice: Slice) -> Result<Vec<UserEntity>, Error> {
    let page = users::table.filter(users::id.lt(slice.below::<User>())).order(users::id.desc()).limit(slice.fetched());
    Ok(page.select(UserEntity::as_select()).load(connection.mysql())?)
}

fn refused<T>(outcome: Result<T, DieselError>) -> Result<Result<T, WriteRefused>, Error> {
    let error = match outcome {
        Ok(done) => return Ok(Ok(done)),
        Err(error) => error,
    };
    match Broken::of(&error) {
        Some(Broken::Unique("users_email_key")) => Ok(Err(WriteRefused::EmailTaken)),
        Some(Broken::Reference("users_role_id_fk")) => Ok(Err(WriteRefused::UnknownRole)),
        _ => Err(error.into()),
    }
}
