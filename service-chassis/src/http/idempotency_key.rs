//! `Idempotency-Key`: makes sending a request again safe.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::HeaderValue;
use actix_web::{FromRequest, HttpRequest};
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Accepts, Operation, Schemas};
use crate::database::{self, Key};
use crate::problem::{FaultSource, Kind, Rejection};

/// The key a client chose for one request: 1 to 64 visible ASCII characters, best a UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Longest, in characters; the column is as wide.
    pub const MAX: usize = 64;
    /// For how long a key stands for what was done with it; after that it is as good as new.
    pub const KEPT: TimeDelta = TimeDelta::days(7);
    /// The header.
    pub const HEADER: &str = "idempotency-key";

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key with the fingerprint of a body as the contract writes it: white space and the order of members make no
    /// other request of it. For a service of which one operation alone takes keys.
    ///
    /// # Errors
    /// When the body cannot be written as JSON.
    pub fn of<T: Serialize>(self, body: &T) -> Result<Key, database::Error> {
        self.stamped(Sha256::new(), body)
    }

    /// The key with the fingerprint of operation and body, so that one key cannot stand for two operations.
    ///
    /// # Errors
    /// When the body cannot be written as JSON.
    pub fn of_operation<T: Serialize>(self, operation: &str, body: &T) -> Result<Key, database::Error> {
        self.stamped(Sha256::new().chain_update(operation).chain_update([b'\n']), body)
    }

    fn stamped<T: Serialize>(self, digest: Sha256, body: &T) -> Result<Key, database::Error> {
        let body = serde_json::to_vec(body).map_err(database::Error::corrupt)?;
        Ok(Key { key: self.0, fingerprint: digest.chain_update(body).finalize().into() })
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(&request.headers().get_all(Self::HEADER).collect::<Vec<_>>()))
    }
}

fn parse(headers: &[&HeaderValue]) -> Result<IdempotencyKey, Rejection> {
    let refuse =
        |detail: &str| Rejection::new(Kind::INVALID_HEADER).with_fault(FaultSource::Header, "/idempotency-key", detail);
    let bytes = match headers {
        [] => return Err(refuse("is missing")),
        [one] => one.as_bytes(),
        _ => return Err(refuse("is there more than once")),
    };
    let fits = (1..=IdempotencyKey::MAX).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    match std::str::from_utf8(bytes) {
        Ok(text) if fits => Ok(IdempotencyKey(text.to_owned())),
        _ => Err(refuse("must be 1 to 64 visible ASCII characters")),
    }
}

impl Accepts for IdempotencyKey {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        let description = format!(
            "Chosen by the client for this one request, best a UUID. For {} days the same request with it is not done again.",
            Self::KEPT.num_days()
        );
        let schema = json!({ "type": "string", "pattern": "^[!-~]{1,64}$", "description": description });
        operation.parameter("header", "Idempotency-Key", true, schema);
        operation.problem(Kind::INVALID_HEADER);
        operation.problem(Kind::IDEMPOTENCY_KEY_REUSED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_visible_ascii_of_limited_length() {
        assert_eq!(parse(&[&HeaderValue::from_static("order-7")]).unwrap().as_str(), "order-7");
        let long = HeaderValue::try_from("k".repeat(65)).unwrap();
        let others = [HeaderValue::from_static(""), HeaderValue::from_static("two words"), long];
        assert!(parse(&[]).is_err() && others.iter().all(|other| parse(&[other]).is_err()));
    }

    #[test]
    fn a_fingerprint_differs_by_operation_and_by_body() {
        let key = || IdempotencyKey("order-7".to_owned());
        let of = |operation, body| key().of_operation(operation, &json!({ "a": body })).unwrap().fingerprint;
        assert_eq!(of("refund", 1), of("refund", 1));
        assert_ne!(of("refund", 1), of("refund", 2));
        assert_ne!(of("refund", 1), of("void", 1));
        assert_ne!(key().of(&1).unwrap().fingerprint, key().of(&2).unwrap().fingerprint);
    }
}
