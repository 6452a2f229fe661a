//! A small HTTP/1.1 client for loopback: enough to talk to our own services, and no TLS stack to
//! compile first.

mod connection;
mod response;

use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

pub use connection::Connection;
pub use response::Response;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Talks to one server, a fresh connection for each request.
#[derive(Debug, Clone, Copy)]
pub struct Client {
    port: u16,
}

impl Client {
    /// A client of the server on this loopback port.
    #[must_use]
    pub fn new(port: u16) -> Self {
        Self { port }
    }

    /// `GET path`.
    ///
    /// # Errors
    /// When nothing answers, or not in HTTP.
    pub fn get(&self, path: &str) -> Result<Response> {
        self.send("GET", path, &[], None)
    }

    /// `POST path` with a JSON body and an idempotency key.
    ///
    /// # Errors
    /// When nothing answers, or not in HTTP.
    pub fn post(&self, path: &str, key: &str, body: &Value) -> Result<Response> {
        self.send("POST", path, &[("Idempotency-Key", key)], Some(body))
    }

    /// `PUT path` with a JSON body.
    ///
    /// # Errors
    /// When nothing answers, or not in HTTP.
    pub fn put(&self, path: &str, body: &Value) -> Result<Response> {
        self.send("PUT", path, &[], Some(body))
    }

    /// Any request.
    ///
    /// # Errors
    /// When nothing answers, or not in HTTP.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Result<Response> {
        let mut connection = Connection::open(self.port, PATIENCE)?;
        connection.send(&request(method, path, headers, body))?;
        connection.receive()
    }
}

/// A request as bytes; every request of ours is to loopback and keeps the connection.
#[must_use]
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    let body = body.map(Value::to_string);
    if let Some(body) = &body {
        text.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body.as_deref().unwrap_or_default());
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn request_says_how_long_its_body_is() {
        let bytes = request("PUT", "/x", &[("A", "b")], Some(&json!({"n": 1})));
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "PUT /x HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nA: b\r\n\
             Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"n\":1}"
        );
    }
}
