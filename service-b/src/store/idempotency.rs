//! The outcomes of requests with an idempotency key.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Error, Key, Transaction};
use shared_models::payments::{PaymentId, PaymentView};

use super::local_schema::idempotency_keys;
use super::refused::taken;

/// An earlier request with a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Stored {
    /// The same request; its outcome.
    Same(PaymentView),
    /// Another request.
    Other,
}

/// The key was used before.
#[derive(Debug, PartialEq, Eq)]
pub struct KeyTaken;

/// The outcome of an earlier request with this key.
pub fn find(transaction: &mut Transaction, key: &Key) -> Result<Option<Stored>, Error> {
    let found: Option<(Vec<u8>, String)> = idempotency_keys::table
        .find(&key.key)
        .select((idempotency_keys::fingerprint, idempotency_keys::outcome))
        .first(transaction)
        .optional()?;
    let Some((fingerprint, outcome)) = found else { return Ok(None) };
    if fingerprint != key.fingerprint {
        return Ok(Some(Stored::Other));
    }
    serde_json::from_str(&outcome).map(|view| Some(Stored::Same(view))).map_err(Error::corrupt)
}

/// Keeps the outcome of a request.
pub fn keep(
    transaction: &mut Transaction,
    key: &Key,
    payment_id: PaymentId,
    outcome: &PaymentView,
    now: DateTime<Utc>,
) -> Result<Result<(), KeyTaken>, Error> {
    let outcome = serde_json::to_string(outcome).map_err(Error::corrupt)?;
    let inserted = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::idempotency_key.eq(&key.key),
            idempotency_keys::fingerprint.eq(&key.fingerprint[..]),
            idempotency_keys::payment_id.eq(payment_id),
            idempotency_keys::outcome.eq(outcome),
            idempotency_keys::created_at.eq(now.naive_utc()),
        ))
        .execute(transaction);
    taken(inserted, "PRIMARY", KeyTaken)
}
