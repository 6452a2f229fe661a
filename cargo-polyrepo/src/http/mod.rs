//! HTTP to servers on loopback. A registry elsewhere is asked through cargo.

mod response;

use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::Value;
use ureq::http::Request;
use ureq::{Agent, AsSendBody};

pub use response::Response;

/// For one whole exchange.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The largest body that is read: an archived package is smaller.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Talks to one server, over a fresh connection for each request.
#[derive(Debug, Clone)]
pub struct Client {
    base: String,
    agent: Agent,
}

impl Client {
    /// A client of the server on this loopback port.
    #[must_use]
    pub fn new(port: u16) -> Self {
        let configuration = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .max_idle_connections(0)
            // Every status is an answer, and a redirect is one too: it may lead to another server.
            .max_redirects(0)
            .http_status_as_error(false)
            .accept("application/json")
            // A proxy that is configured for the network is not asked about this machine.
            .proxy(None);
        Self { base: format!("http://127.0.0.1:{port}"), agent: configuration.build().new_agent() }
    }

    /// `GET path`.
    ///
    /// # Errors
    /// When the server cannot be reached, or does not speak HTTP.
    pub fn get(&self, path: &str) -> Result<Response> {
        self.send("GET", path, &[], None)
    }

    /// `POST path` with a JSON body and an idempotency key.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn post(&self, path: &str, key: &str, body: &Value) -> Result<Response> {
        self.send("POST", path, &[("Idempotency-Key", key)], Some(body))
    }

    /// `PUT path` with a JSON body.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn put(&self, path: &str, body: &Value) -> Result<Response> {
        self.send("PUT", path, &[], Some(body))
    }

    /// Any request, with a JSON body or without one.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Result<Response> {
        match body {
            None => self.exchange(method, path, headers, ()),
            Some(body) => {
                let headers = [headers, &[("Content-Type", "application/json")]].concat();
                self.exchange(method, path, &headers, body.to_string())
            }
        }
    }

    /// A request whose body is not JSON.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn upload(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Response> {
        self.exchange(method, path, headers, body)
    }

    fn exchange(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl AsSendBody) -> Result<Response> {
        let url = format!("{}{path}", self.base);
        let mut request = Request::builder().method(method).uri(&url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).with_context(|| format!("{method} {url} is not a request"))?;
        let mut response = self.agent.run(request).with_context(|| format!("{method} {url} failed"))?;
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
        let body = response.body_mut().with_config().limit(MAX_BYTES).read_to_vec();
        let body = body.with_context(|| format!("the response to {method} {url} was cut off"))?;
        let request = format!("{method} {url}");
        Ok(Response { request, status: response.status().as_u16(), headers, body })
    }
}
