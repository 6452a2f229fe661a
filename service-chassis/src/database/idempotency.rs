//! Idempotency keys: what every service that takes them has in common.
//!
//! The table is the service's: `idempotency_keys (idempotency_key VARCHAR(64) PRIMARY KEY, fingerprint BINARY(32),
//! created_at DATETIME(6), …)`, with an index on `created_at`, and beside them what a key stands for. The service takes
//! keys and reads them, in the transaction of the request; they are forgotten here.

use chrono::{DateTime, Utc};

use super::{Connection, Error, Statement};

/// An idempotency key, and what the request that brought it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub key: String,
    /// The fingerprint of operation and body, SHA-256.
    pub fingerprint: [u8; 32],
}

/// Deletes the keys that were used before `before`, the oldest first, at most `limit`; returns how many there were.
///
/// # Errors
/// When the database fails.
pub(crate) fn forget(connection: &mut Connection, before: DateTime<Utc>, limit: u16) -> Result<usize, Error> {
    let mut statement = Statement::default();
    statement.sql("DELETE FROM idempotency_keys WHERE created_at < ").time(before.naive_utc());
    statement.sql(" ORDER BY created_at LIMIT ").int(limit.into());
    Ok(statement.execute(connection.mysql())?)
}
