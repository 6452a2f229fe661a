//! Idempotency keys: which order each one placed.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use service_chassis::database::{Broken, Connection, Error, Key, Transaction};
use shared_models::orders::OrderId;

use super::insert::insert;
use super::local_schema::idempotency_keys;

/// A row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KeyRow<'a> {
    pub(crate) idempotency_key: &'a str,
    pub(crate) fingerprint: &'a [u8; 32],
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
    let mut statement = insert!(
        &rows => idempotency_keys: KeyRow { idempotency_key, fingerprint, order_id, created_at }
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
