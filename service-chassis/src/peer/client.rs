//! A call of a peer, in the types of the contract.

use std::fmt::Display;
use std::time::Duration;

use actix_web::error::PayloadError;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::rt::time::timeout;
use actix_web::web::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Down, PeerConfig};
use crate::http::{IdempotencyKey, RequestId};

/// The longest answer that is read, in bytes.
const MAX_ANSWER: usize = 1 << 20;

/// Calls a peer. Belongs to one thread and keeps its connections open; see
/// [`Application::worker`](crate::Application::worker).
#[derive(Clone)]
pub struct Peer {
    name: &'static str,
    http: awc::Client,
    base: String,
    timeout: Duration,
}

/// A call that is being put together.
pub struct Call<'a> {
    peer: &'a Peer,
    request: awc::ClientRequest,
    max_answer: usize,
}

/// An answer of a peer, read in full.
#[derive(Debug, Clone)]
pub struct Reply {
    peer: &'static str,
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub body: Bytes,
    headers: Headers,
}

/// The headers of an answer.
type Headers = Vec<(String, String)>;

impl Peer {
    /// A client for this thread.
    pub fn new(config: &PeerConfig) -> Self {
        // The timeout of a client, unlike the one of `read`, ends when the headers of the answer are there.
        let connector = awc::Connector::new().timeout(config.timeout);
        let http = awc::Client::builder().connector(connector).disable_timeout().disable_redirects().finish();
        let base = config.url.as_str().trim_end_matches('/').to_owned();
        Self { name: config.name, http, base, timeout: config.timeout }
    }

    /// How long one call may take, from the connection to the last byte of the answer.
    pub const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// A call of `path`, which carries the id of the request that causes it.
    pub fn call(&self, method: Method, path: &str, cause: RequestId) -> Call<'_> {
        let request = self.http.request(method, format!("{}{path}", self.base));
        Call { peer: self, request: request.insert_header((RequestId::HEADER, cause.header())), max_answer: MAX_ANSWER }
    }

    /// Does `work`, which may be several calls, in the time that one call may take.
    ///
    /// # Errors
    /// As for `work`, or [`Down::Unreachable`] when it takes too long.
    pub async fn in_time<T>(&self, work: impl Future<Output = Result<T, Down>>) -> Result<T, Down> {
        timeout(self.timeout, work).await.map_err(|_| self.unreachable(&"it took too long"))?
    }

    fn unreachable(&self, cause: &dyn Display) -> Down {
        Down::Unreachable { peer: self.name, cause: cause.to_string() }
    }
}

impl Call<'_> {
    /// Reads an answer of at most so many bytes, in place of a mebibyte.
    #[must_use]
    pub(crate) fn at_most(self, max_answer: usize) -> Self {
        Self { max_answer, ..self }
    }

    /// Sends it without a body.
    ///
    /// # Errors
    /// [`Down::Unreachable`], [`Down::TooLong`].
    pub async fn send(self) -> Result<Reply, Down> {
        self.peer.read(self.request.send(), self.max_answer).await
    }

    /// Sends it with a JSON body.
    ///
    /// # Errors
    /// [`Down::Unreachable`], [`Down::TooLong`].
    pub async fn send_json(self, body: &impl Serialize) -> Result<Reply, Down> {
        self.peer.read(self.request.send_json(body), self.max_answer).await
    }
}

impl Peer {
    async fn read(&self, sent: awc::SendClientRequest, limit: usize) -> Result<Reply, Down> {
        self.in_time(async {
            let mut response = sent.await.map_err(|error| self.unreachable(&error))?;
            let status = response.status();
            let body = response.body().limit(limit).await.map_err(|error| match error {
                PayloadError::Overflow => Down::TooLong { peer: self.name, status, limit },
                error => self.unreachable(&error),
            })?;
            let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
            let headers = response.headers().iter();
            let headers = headers.filter_map(|(name, value)| Some((name.as_str().to_owned(), text(value)?))).collect();
            Ok(Reply { peer: self.name, status, body, headers })
        })
        .await
    }
}

impl Call<'_> {
    /// Makes it safe to repeat: the peer does once what is asked for with one key.
    #[must_use]
    pub fn idempotency_key(self, key: &str) -> Self {
        Self { request: self.request.insert_header((IdempotencyKey::HEADER, key)), ..self }
    }
}

impl Reply {
    /// An answer that came by itself, for tests of what is made of it.
    pub const fn new(peer: &'static str, status: StatusCode, body: Bytes) -> Self {
        Self { peer, status, body, headers: Vec::new() }
    }

    /// A header, if it is there and is text.
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name.as_str()).map(|(_, value)| value.as_str())
    }

    /// The body as a type of the contract. Members that a newer release has added are ignored.
    ///
    /// # Errors
    /// [`Down::Unreadable`].
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Down> {
        serde_json::from_slice(&self.body).map_err(|error| self.unreadable(error))
    }

    /// The answer, unless the peer failed.
    ///
    /// # Errors
    /// [`Down::Failed`] with a status of 500 and above.
    pub fn unless_failed(self) -> Result<Self, Down> {
        if self.status.is_server_error() { Err(self.failed()) } else { Ok(self) }
    }

    /// The answer is not understood because of its status.
    pub const fn failed(&self) -> Down {
        Down::Failed { peer: self.peer, status: self.status }
    }

    /// The answer is not understood because of its body.
    pub fn unreadable(&self, cause: impl Display) -> Down {
        Down::Unreadable { peer: self.peer, cause: cause.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_of_the_contract_is_no_answer() {
        let reply = |status, body: &'static [u8]| Reply::new("fulfilment", status, Bytes::from_static(body));
        assert_eq!(reply(StatusCode::OK, b"[1, 2]").json::<Vec<u8>>().unwrap(), [1, 2]);
        let error = reply(StatusCode::OK, b"<html>").json::<Vec<u8>>().unwrap_err();
        assert!(error.to_string().starts_with("read the answer of fulfilment: "), "{error}");
        let error = reply(StatusCode::BAD_GATEWAY, b"").unless_failed().unwrap_err();
        assert_eq!(error.to_string(), "get an answer from fulfilment: it answered 502 Bad Gateway");
        assert!(reply(StatusCode::CONFLICT, b"{}").unless_failed().is_ok());
    }
}
