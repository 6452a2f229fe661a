//! Idempotency keys: which order each one placed.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use shared_models::orders::OrderId;

use super::local_schema::idempotency_keys;
use super::statement::Statement;
use super::{Broken, Connection, Error, Transaction};

/// SHA-256 of a request's canonical JSON.
pub type Fingerprint = [u8; 32];

/// A key and the request it was sent with.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key.
    pub key: String,
    /// The request.
    pub fingerprint: Fingerprint,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyRow<'a> {
    pub(crate) idempotency_key: &'a str,
    pub(crate) fingerprint: &'a Fingerprint,
    pub(crate) order_id: OrderId,
    pub(crate) created_at: NaiveDateTime,
}

/// One of the keys was used before.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Used;

/// The earlier use of a key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Earlier {
    /// Whether it was sent with the same request.
    pub(crate) same_request: bool,
    /// The order it placed.
    pub(crate) order_id: OrderId,
}

/// Takes keys for their orders, all or none. Another transaction that asks for one of them waits here until this one has
/// ended; all ask in the order of the keys, so no two wait for each other.
pub(crate) fn take(transaction: &mut Transaction, mut rows: Vec<KeyRow>) -> Result<Result<(), Used>, Error> {
    rows.sort_unstable_by_key(|row| row.idempotency_key);
    let mut statement = Statement::default();
    statement.sql("INSERT INTO idempotency_keys (idempotency_key, fingerprint, order_id, created_at) VALUES ").list(
        ", ",
        &rows,
        |row, key| {
            let KeyRow { idempotency_key, fingerprint, order_id, created_at } = key;
            row.sql("(").text(idempotency_key).sql(", ").bytes(*fingerprint).sql(", ").id(*order_id);
            row.sql(", ").time(*created_at).sql(")");
        },
    );
    match statement.execute(transaction) {
        Ok(_) => Ok(Ok(())),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("PRIMARY")) => Ok(Err(Used)),
        Err(error) => Err(error.into()),
    }
}

/// The earlier use of a key, if there is one.
pub(crate) fn find(connection: &mut Connection, key: &Key) -> Result<Option<Earlier>, Error> {
    let row: Option<(Vec<u8>, OrderId)> = idempotency_keys::table
        .find(&key.key)
        .select((idempotency_keys::fingerprint, idempotency_keys::order_id))
        .first(connection.mysql())
        .optional()?;
    Ok(row.map(|(fingerprint, order_id)| Earlier { same_request: fingerprint == key.fingerprint, order_id }))
}

/// Deletes keys older than `before`, the oldest first, at most `limit`; returns their number.
///
/// # Errors
/// When the database fails.
pub fn forget(connection: &mut Connection, before: DateTime<Utc>, limit: u16) -> Result<usize, Error> {
    let mut statement = Statement::default();
    statement.sql("DELETE FROM idempotency_keys WHERE created_at < ").time(before.naive_utc());
    statement.sql(" ORDER BY created_at LIMIT ").int(limit.into());
    Ok(statement.execute(connection.mysql())?)
}
