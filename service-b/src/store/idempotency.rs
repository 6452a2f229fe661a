//! What requests with an idempotency key did.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::payments::{PaymentId, PaymentView};

use super::local_schema::idempotency_keys;
use super::statement::Statement;
use super::{Broken, Connection, Error, Transaction};

/// An idempotency key, and what the request that brought it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub key: String,
    /// The fingerprint of operation and body.
    pub fingerprint: [u8; 32],
}

/// What came with a key before.
#[derive(Debug, PartialEq, Eq)]
pub enum Stored {
    /// The same request, and this was its outcome.
    Same(PaymentView),
    /// Another request.
    Other,
}

/// What a request with this key did before, if there was one.
///
/// # Errors
/// When the database fails.
pub fn replay(connection: &mut Connection, key: &Key) -> Result<Option<Stored>, Error> {
    find(connection.mysql(), key)
}

pub(super) fn find(transaction: &mut Transaction, key: &Key) -> Result<Option<Stored>, Error> {
    let found: Option<(Vec<u8>, String)> = idempotency_keys::table
        .find(&key.key)
        .select((idempotency_keys::fingerprint, idempotency_keys::outcome))
        .first(transaction)
        .optional()?;
    let Some((fingerprint, outcome)) = found else { return Ok(None) };
    if fingerprint != key.fingerprint {
        return Ok(Some(Stored::Other));
    }
    serde_json::from_str(&outcome)
        .map(|view| Some(Stored::Same(view)))
        .map_err(|error| Error::Corrupt(error.to_string()))
}

/// Keeps the outcome of a request; `false` when the key was there before.
pub(super) fn keep(
    transaction: &mut Transaction,
    key: &Key,
    payment_id: PaymentId,
    outcome: &PaymentView,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let outcome = serde_json::to_string(outcome).map_err(|error| Error::Corrupt(error.to_string()))?;
    let inserted = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::idempotency_key.eq(&key.key),
            idempotency_keys::fingerprint.eq(&key.fingerprint[..]),
            idempotency_keys::payment_id.eq(payment_id),
            idempotency_keys::outcome.eq(outcome),
            idempotency_keys::created_at.eq(now.naive_utc()),
        ))
        .execute(transaction);
    match inserted {
        Ok(_) => Ok(true),
        Err(error) if Broken::of(&error) == Some(Broken::Unique("PRIMARY")) => Ok(false),
        Err(error) => Err(error.into()),
    }
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
