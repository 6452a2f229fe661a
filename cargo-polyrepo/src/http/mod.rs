//! HTTP: to servers on loopback, and with the feature `https` to a team's registry.

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
        // A proxy that is configured for the network is not asked about this machine.
        let agent = configuration().proxy(None).build().new_agent();
        Self { base: format!("http://127.0.0.1:{port}"), agent }
    }

    /// A client of the server at this URL, without a path.
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self { base: url.trim_end_matches('/').to_owned(), agent: secure(configuration()).build().new_agent() }
    }

    /// The URL of the server, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
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
        Ok(Response { status: response.status().as_u16(), headers, body })
    }
}

type Builder = ureq::config::ConfigBuilder<ureq::typestate::AgentScope>;

/// Every status is an answer, and a redirect is one too: it may lead to another server.
fn configuration() -> Builder {
    Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_idle_connections(0)
        .max_redirects(0)
        .http_status_as_error(false)
        .accept("application/json")
}

/// Certificates are judged as the platform does. The cryptography takes no C compiler to build.
#[cfg(feature = "https")]
fn secure(builder: Builder) -> Builder {
    use ureq::tls::{RootCerts, TlsConfig};

    // It is installed already when this is the second client.
    let _ = rustls_graviola::default_provider().install_default();
    builder.tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
}

#[cfg(not(feature = "https"))]
fn secure(builder: Builder) -> Builder {
    builder
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    use serde_json::json;

    use super::*;

    /// Sends one request to a server that answers with these bytes; returns both.
    fn exchange(answer: &'static [u8], send: impl FnOnce(&Client) -> Result<Response>) -> (String, Result<Response>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let client = Client::new(listener.local_addr().unwrap().port());
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                reader.read_line(&mut head).unwrap();
            }
            head = head.to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            reader.read_exact(&mut body).unwrap();
            stream.write_all(answer).unwrap();
            head + &String::from_utf8(body).unwrap()
        });
        let response = send(&client);
        (server.join().unwrap(), response)
    }

    #[test]
    fn request_carries_headers_and_body() {
        let (request, response) = exchange(b"HTTP/1.1 200 OK\r\nX-Y: z\r\ncontent-length: 2\r\n\r\n{}", |client| {
            client.send("PUT", "/x", &[("A", "b")], Some(&json!({"n": 1})))
        });
        assert!(request.starts_with("put /x http/1.1\r\n") && request.ends_with("\r\n\r\n{\"n\":1}"), "{request}");
        for line in ["a: b\r\n", "content-type: application/json\r\n", "accept: application/json\r\n"] {
            assert!(request.contains(line), "{request}");
        }
        assert_eq!(response.unwrap().header("x-y"), Some("z"));
    }

    #[test]
    fn chunked_body_is_put_together() {
        let answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2;x=y\r\n2]\r\n0\r\n\r\n";
        let (_, response) = exchange(answer, |client| client.get("/"));
        assert_eq!(response.unwrap().body, b"[1,2]");
    }

    #[test]
    fn failure_of_the_server_is_an_answer_and_its_body_ends_at_its_length() {
        let (_, response) =
            exchange(b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}rest", |client| client.get("/"));
        let response = response.unwrap();
        assert_eq!((response.status, response.body.as_slice()), (404, &b"{}"[..]));
    }

    #[test]
    fn cut_answer_is_an_error() {
        let (_, response) = exchange(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}", |client| client.get("/"));
        response.unwrap_err();
    }
}
