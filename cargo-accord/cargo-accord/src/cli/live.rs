//! What a running service says about itself.

use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use accord::matrix::Usage;
use serde::Deserialize;

use super::failure::Unusable;

/// The document at `/.well-known/accord`.
#[derive(Debug, Deserialize)]
pub struct WellKnown {
    /// The name of the service.
    pub service: String,
    /// The crate that it was built with.
    pub models: Models,
    #[serde(default)]
    provides: Vec<String>,
    #[serde(default)]
    consumes: Vec<String>,
    #[serde(default)]
    publishes: Vec<String>,
    #[serde(default)]
    subscribes: Vec<String>,
}

/// A crate at a version.
#[derive(Debug, Deserialize)]
pub struct Models {
    pub package: String,
    pub version: String,
}

impl WellKnown {
    pub fn usage(&self) -> Usage {
        Usage {
            provides: self.provides.clone(),
            consumes: self.consumes.clone(),
            publishes: self.publishes.clone(),
            subscribes: self.subscribes.clone(),
        }
    }
}

const PATIENCE: Duration = Duration::from_secs(10);
const MOST_BYTES: u64 = 1024 * 1024;

/// Asks the service at `url`, over plain HTTP: inside a cluster that is what there is.
pub fn read(url: &str) -> Result<WellKnown, Unusable> {
    let place = format!("{}/.well-known/accord", url.trim_end_matches('/'));
    let fail = |why: &str| Unusable(format!("{place}: {why}"));
    let Some(rest) = url.strip_prefix("http://") else {
        return Err(fail("only http:// is spoken"));
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let prefix = path.trim_end_matches('/');
    let path =
        if prefix.is_empty() { "/.well-known/accord".to_owned() } else { format!("/{prefix}/.well-known/accord") };
    let answer = ask(host, &path).map_err(|error| fail(&error.to_string()))?;
    let (head, body) = split(&answer).ok_or_else(|| fail("not an HTTP answer"))?;
    let status = head.split_whitespace().nth(1).unwrap_or_default();
    if status != "200" {
        return Err(fail(&format!("answered with status {status}")));
    }
    let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
    let body = if chunked { joined(body).ok_or_else(|| fail("broken chunks"))? } else { body.to_vec() };
    serde_json::from_slice(&body).map_err(|error| fail(&format!("not a description of a service: {error}")))
}

fn ask(host: &str, path: &str) -> std::io::Result<Vec<u8>> {
    let address = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
    let unknown = || std::io::Error::new(std::io::ErrorKind::NotFound, "unknown host");
    let address = address.to_socket_addrs()?.next().ok_or_else(unknown)?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // In one piece: a server may look at the first packet only.
    let question =
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut answer)?;
    Ok(answer)
}

fn split(answer: &[u8]) -> Option<(String, &[u8])> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    head.starts_with("HTTP/1.").then_some((head, &answer[end + 4..]))
}

/// Undoes chunked transfer.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let start = end + 2;
        whole.extend_from_slice(body.get(start..start.checked_add(size)?)?);
        body = body.get(start + size + 2..)?;
    }
}
