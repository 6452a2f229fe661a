//! A JSON body that was checked.

use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt};
use schemars::JsonSchema;
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::arrival::Arrival;
use super::faults::first_faults;
use super::{Accepts, Operation, Request, Schemas, body_faults, objects};
use crate::problem::{Kind, Rejection};

/// The longest body that is read, in bytes: 1 MiB, far above any request.
const LIMIT: usize = 1 << 20;
/// A refused body longer than this, in bytes, is looked at apart from the other requests, and not for all its faults.
const LONG: usize = 64 << 10;
/// How much of a longer body is read and thrown away, so that the client receives the refusal instead of a reset.
const MAX_DRAINED: usize = 8 << 20;

/// How much of a body needs no room, in bytes: more than most requests have.
const SHORT: usize = 4 << 10;

/// The memory that all bodies which are not short have together, in bytes: beyond a limit for each, as a client may send many.
#[derive(Clone)]
pub struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(32 << 20)))
    }
}

impl Room {
    fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Rejection> {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let full = |_| Rejection::new(Kind::UNAVAILABLE).with_detail("too many bodies arrive at a time");
        Arc::clone(&self.0).try_acquire_many_owned(bytes).map_err(full)
    }
}

/// A body that is JSON, has the form of a `T` and keeps its rules.
pub struct Valid<T>(pub T);

impl<T: Request + 'static> FromRequest for Valid<T> {
    type Error = Rejection;
    type Future = LocalBoxFuture<'static, Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = is_json(request.headers());
        let length = content_length(request.headers());
        let (payload, room) = (payload.take(), request.app_data::<Room>().cloned());
        async move {
            let mut taken = None;
            let body = read(payload, length, room.as_ref(), &mut taken).await;
            if !is_json {
                return Err(Rejection::new(Kind::UNSUPPORTED_MEDIA_TYPE));
            }
            parse(body?).await
        }
        .boxed_local()
    }
}

/// Parses and checks in one go; only a document that fails is looked at again, for all its faults.
async fn parse<T: Request>(body: Vec<u8>) -> Result<Valid<T>, Rejection> {
    let cause = match from_json::<T>(&body) {
        Ok(value) if value.validate().is_ok() => return Ok(Valid(value)),
        read => read.err(),
    };
    Err(if body.len() <= LONG {
        refuse::<T>(&body, cause)
    } else {
        web::block(move || refuse_long::<T>(&body)).await.unwrap_or_else(Rejection::internal)
    })
}

fn refuse<T: Request>(body: &[u8], cause: Option<serde_json::Error>) -> Rejection {
    let document: Value = match serde_json::from_slice(body) {
        Ok(document) => document,
        Err(error) => return malformed(&error),
    };
    let faults = body_faults::<T>(&document);
    match cause {
        // The text has something its value has lost, such as a field that is there twice.
        Some(error) if faults.is_empty() => malformed(&error),
        _ => Rejection::new(Kind::INVALID).with_faults(faults),
    }
}

fn refuse_long<T: Request>(body: &[u8]) -> Rejection {
    match first_faults::<T>(body) {
        Ok(faults) => Rejection::new(Kind::INVALID).with_faults(faults).truncated(),
        Err(error) => malformed(&error),
    }
}

fn malformed(error: &serde_json::Error) -> Rejection {
    Rejection::new(Kind::MALFORMED_JSON).with_detail(error.to_string())
}

fn from_json<T: Request>(body: &[u8]) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = objects::read(&mut json)?;
    json.end()?;
    Ok(value)
}

/// Reads a body; the room of what is beyond [`SHORT`] is in `taken`.
async fn read(
    mut payload: Payload,
    length: Option<usize>,
    room: Option<&Room>,
    taken: &mut Option<OwnedSemaphorePermit>,
) -> Result<Vec<u8>, Rejection> {
    // No more: a client may announce what it does not send.
    let mut body = Vec::with_capacity(length.unwrap_or(0).min(SHORT));
    let mut seen = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| {
            let late = Arrival::is_late(&error);
            let (kind, detail) = if late {
                (Kind::REQUEST_TIMEOUT, "the body did not arrive in time")
            } else {
                (Kind::MALFORMED_JSON, "the body ended early")
            };
            Rejection::new(kind).with_detail(detail).because(error)
        })?;
        seen += chunk.len();
        if seen <= LIMIT {
            if let (true, Some(room)) = (seen > SHORT, room) {
                let more = room.take(chunk.len())?;
                match taken {
                    Some(taken) => taken.merge(more),
                    None => *taken = Some(more),
                }
            }
            body.extend_from_slice(&chunk);
        } else if seen > MAX_DRAINED {
            break;
        }
    }
    if seen > LIMIT {
        let detail = format!("a body may have {LIMIT} bytes");
        return Err(Rejection::new(Kind::PAYLOAD_TOO_LARGE).with_detail(detail));
    }
    Ok(body)
}

/// Whether the headers announce plain JSON: in UTF-8 (RFC 8259, section 8.1), not compressed.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let Some(given) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let mut parts = given.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let charset = parts.find_map(|part| part.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case("charset")));
    let utf8 = charset.is_none_or(|(_, charset)| charset.trim_matches('"').eq_ignore_ascii_case("utf-8"));
    let plain = headers.get(CONTENT_ENCODING).is_none_or(|encoding| encoding == "identity");
    essence.eq_ignore_ascii_case("application/json") && utf8 && plain
}

fn content_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

impl<T: JsonSchema> Accepts for Valid<T> {
    fn describe(operation: &mut Operation, schemas: &mut Schemas) {
        operation.request_body(schemas.accepted::<T>());
        operation.problem(Kind::MALFORMED_JSON);
        operation.problem(Kind::REQUEST_TIMEOUT);
        operation.problem(Kind::PAYLOAD_TOO_LARGE);
        operation.problem(Kind::UNSUPPORTED_MEDIA_TYPE);
        operation.problem(Kind::INVALID);
    }
}

#[cfg(test)]
mod tests {
    use actix_web::error::PayloadError;
    use actix_web::web::Bytes;
    use futures_util::stream;

    use super::*;

    async fn read_chunks(room: &Room, chunk: usize, count: usize) -> (Option<Kind>, Option<OwnedSemaphorePermit>) {
        let chunks = (0..count).map(move |_| Ok::<_, PayloadError>(Bytes::from(vec![b' '; chunk])));
        let payload: Payload = Payload::Stream { payload: stream::iter(chunks).boxed_local() };
        let mut taken = None;
        let body = read(payload, None, Some(room), &mut taken).await;
        (body.err().map(|rejection| rejection.kind()), taken)
    }

    #[test]
    fn bodies_that_are_not_short_have_one_room_together() {
        let room = Room(Arc::new(Semaphore::new(8 << 10)));
        let read = |chunk, count| read_chunks(&room, chunk, count).now_or_never().unwrap();
        let (fault, held) = read(6 << 10, 1);
        assert_eq!((fault, held.as_ref().map(OwnedSemaphorePermit::num_permits)), (None, Some(6 << 10)));
        assert_eq!(read(6 << 10, 1).0, Some(Kind::UNAVAILABLE));
        assert_eq!(read(4 << 10, 1).0, None, "a short one needs no room");
        drop(held);
        let (fault, held) = read(1, 5_000);
        assert_eq!((fault, held.map(|taken| taken.num_permits())), (None, Some(5_000 - SHORT)));
    }
}
