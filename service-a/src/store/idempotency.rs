//! Which order a key placed.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::orders::{OrderEntity, OrderId};

use super::local_schema::idempotency_keys;
use super::statement::Statement;
use super::{Broken, Connection, Error, Transaction};

/// What a request said, as SHA-256 of its canonical JSON.
pub type Fingerprint = [u8; 32];

/// The key was used before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Used;

/// The key, and what it stands for.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key.
    pub key: String,
    /// The request it came with.
    pub fingerprint: Fingerprint,
}

/// What a key did before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Earlier {
    /// Whether it came with the same request.
    pub(super) same_request: bool,
    /// The order it placed.
    pub(super) order_id: OrderId,
}

/// Takes keys for their orders, all or none. Another request with one of the keys waits here until this transaction has
/// ended; all ask in the order of the keys, so none wait for each other.
pub(super) fn take(
    transaction: &mut Transaction,
    mut keys: Vec<(&Key, &OrderEntity)>,
) -> Result<Result<(), Used>, Error> {
    keys.sort_unstable_by_key(|(key, _)| &key.key);
    let mut statement = Statement::default();
    statement.sql("INSERT INTO idempotency_keys (idempotency_key, fingerprint, order_id, created_at) VALUES ").list(
        ", ",
        &keys,
        |row, (key, order)| {
            row.sql("(").text(&key.key).sql(", ").bytes(&key.fingerprint).sql(", ").id(order.id);
            row.sql(", ").time(order.placed_at).sql(")");
        },
    );
    match statement.execute(transaction) {
        Ok(_) => Ok(Ok(())),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("PRIMARY")) => Ok(Err(Used)),
        Err(error) => Err(error.into()),
    }
}

/// What the key did before, if anything.
pub(super) fn find(connection: &mut MysqlConnection, key: &Key) -> Result<Option<Earlier>, Error> {
    let row: Option<(Vec<u8>, OrderId)> = idempotency_keys::table
        .find(&key.key)
        .select((idempotency_keys::fingerprint, idempotency_keys::order_id))
        .first(connection)
        .optional()?;
    Ok(row.map(|(fingerprint, order_id)| Earlier { same_request: fingerprint == key.fingerprint, order_id }))
}

/// Forgets keys that were used before `before`, the oldest first, at most `limit`; says how many there were.
///
/// # Errors
/// When the database fails.
pub fn forget(connection: &mut Connection, before: DateTime<Utc>, limit: u16) -> Result<usize, Error> {
    let mut statement = Statement::default();
    statement.sql("DELETE FROM idempotency_keys WHERE created_at < ").time(before.naive_utc());
    statement.sql(" ORDER BY created_at LIMIT ").int(limit.into());
    Ok(statement.execute(connection.mysql())?)
}
