//! A keep-alive connection that sends bytes and reads answers. The overhead of a client library would be part of the figures.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// For one read or write.
const TIMEOUT: Duration = Duration::from_secs(60);

/// More than any answer takes, so that one read usually suffices.
const BUFFER: usize = 32 * 1024;

/// One connection to a loopback server; requests go over it one after the other.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Connection {
    /// # Errors
    /// When no server listens.
    pub fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("failed to connect to port {port}"))?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.set_write_timeout(Some(TIMEOUT))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::with_capacity(BUFFER) })
    }

    /// Sends a whole request.
    ///
    /// # Errors
    /// When the server closed the connection.
    pub fn send(&mut self, request: &[u8]) -> Result<()> {
        self.received.clear();
        self.stream.write_all(request).context("failed to send the request")
    }

    /// Reads what has arrived; returns the status once the answer is whole.
    ///
    /// # Errors
    /// When the server closed the connection, or the answer is not HTTP/1.1 with a `Content-Length`.
    pub fn receive(&mut self) -> Result<Option<u16>> {
        let mut buffer = [0; BUFFER];
        let count = self.stream.read(&mut buffer).context("failed to read the answer")?;
        if count == 0 {
            bail!("the connection was closed within an answer");
        }
        self.received.extend_from_slice(&buffer[..count]);
        let Some(length) = length(&self.received)? else { return Ok(None) };
        if self.received.len() < length {
            return Ok(None);
        }
        let digits = self.received.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok());
        let status = digits.and_then(|digits| digits.parse().ok()).context("the answer has no status")?;
        Ok(Some(status))
    }

    /// Waits for the whole answer; returns its status.
    ///
    /// # Errors
    /// As [`receive`](Self::receive).
    pub fn answer(&mut self) -> Result<u16> {
        loop {
            if let Some(status) = self.receive()? {
                return Ok(status);
            }
        }
    }

    /// The last answer, for a message.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.received).into_owned()
    }
}

impl AsFd for Connection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

/// The bytes of a request to a loopback server.
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

/// The length of head and body together, once the head is whole.
fn length(received: &[u8]) -> Result<Option<usize>> {
    let Some(head) = received.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&received[..head]).context("the head of an answer is not text")?;
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok()).flatten()
    };
    let body = text.lines().find_map(header).context("an answer has no Content-Length")?;
    Ok(Some(head + 4 + body))
}
