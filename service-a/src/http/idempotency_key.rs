//! `Idempotency-Key`: makes sending a request again safe.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::HeaderValue;
use actix_web::{FromRequest, HttpRequest};
use chrono::TimeDelta;
use serde_json::json;
use shared_models::kernel::{FaultSource, ProblemKind};

use super::endpoint::{Accepts, Operation};
use super::{Rejection, Schemas};

/// The key a client chose for one thing it wants done: 1 to 64 visible ASCII characters, best a UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Longest, in characters; the column is as wide.
    pub const MAX: usize = 64;
    /// For how long it stands for what was done with it; after that it is as good as new.
    pub const KEPT: TimeDelta = TimeDelta::days(7);
    /// The header.
    pub const HEADER: &str = "idempotency-key";

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
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
        |detail: &str| Rejection::of_field(ProblemKind::InvalidHeader, FaultSource::Header, "/idempotency-key", detail);
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
        operation.problems(&[ProblemKind::InvalidHeader, ProblemKind::IdempotencyKeyReused]);
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
}
