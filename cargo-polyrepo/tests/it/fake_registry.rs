//! The least that cargo takes for a registry it can publish to: index, upload, download.

use std::collections::BTreeMap;
use std::io::{BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use cargo_polyrepo::digest;
use serde_json::{Value, json};

use crate::http;

/// Listens until the test ends.
#[derive(Clone)]
pub struct FakeRegistry {
    port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Index lines by crate.
    index: BTreeMap<String, Vec<Value>>,
    uploads: usize,
    /// Take the next upload, and end the connection without an answer.
    silent: bool,
    /// Holds a package that it does not list.
    orphan: bool,
}

impl FakeRegistry {
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let registry = Self { port, state: Arc::default() };
        let served = registry.clone();
        http::serve(listener, move |stream| served.serve(stream));
        registry
    }

    pub fn index(&self) -> String {
        format!("sparse+http://127.0.0.1:{}/api/v1/crates/", self.port)
    }

    pub fn uploads(&self) -> usize {
        self.state.lock().unwrap().uploads
    }

    pub fn lose_the_next_answer(&self) {
        self.state.lock().unwrap().silent = true;
    }

    /// Was cut off between storing a package and listing it.
    pub fn stores_what_it_does_not_list(&self) {
        self.state.lock().unwrap().orphan = true;
    }

    /// Has a version without anybody having published it.
    pub fn list(&self, name: &str, version: &str, checksum: &str) {
        let line =
            json!({"name": name, "vers": version, "cksum": checksum, "deps": [], "features": {}, "yanked": false});
        self.state.lock().unwrap().index.entry(name.to_owned()).or_default().push(line);
    }

    pub fn checksum(&self, name: &str) -> Option<String> {
        let state = self.state.lock().unwrap();
        Some(state.index.get(name)?.last()?["cksum"].as_str()?.to_owned())
    }

    fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        loop {
            let head = http::head(&mut reader)?;
            if head.iter().any(|line| line.trim() == "expect: 100-continue") {
                write!(stream, "HTTP/1.1 100 Continue\r\n\r\n").ok()?;
            }
            let length = head.iter().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            reader.read_exact(&mut body).ok()?;
            let path = head.first()?.split(' ').nth(1)?.strip_prefix("/api/v1/crates/")?.to_owned();
            if let Some(version) = path.strip_suffix("/yank") {
                self.yank(version);
            }
            let answer = if path.ends_with("/yank") {
                Some((200, "{\"ok\":true}".to_owned()))
            } else if path == "new" || path == "api/v1/crates/new" {
                self.publish(&body)
            } else {
                self.read(&path)
            };
            let (status, text) = answer?;
            write!(stream, "HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n{text}", text.len()).ok()?;
        }
    }

    /// `NAME/VERSION`, after what comes before it.
    fn yank(&self, path: &str) {
        let mut parts = path.rsplit('/');
        let (version, name) = (parts.next().unwrap(), parts.next().unwrap());
        let mut state = self.state.lock().unwrap();
        for line in state.index.get_mut(name).into_iter().flatten().filter(|line| line["vers"] == version) {
            line["yanked"] = true.into();
        }
    }

    fn read(&self, path: &str) -> Option<(u16, String)> {
        if path == "config.json" {
            let base = format!("http://127.0.0.1:{}", self.port);
            return Some((200, json!({"dl": format!("{base}/api/v1/crates/dl"), "api": base}).to_string()));
        }
        let state = self.state.lock().unwrap();
        let lines = state.index.get(path.rsplit('/').next()?);
        let text = lines.map(|lines| lines.iter().map(|line| format!("{line}\n")).collect());
        Some(text.map_or((404, String::new()), |text| (200, text)))
    }

    fn publish(&self, body: &[u8]) -> Option<(u16, String)> {
        if self.state.lock().unwrap().orphan {
            return Some((500, "ERROR: Crate with version already exists".to_owned()));
        }
        let length = u32::from_le_bytes(body.get(..4)?.try_into().ok()?) as usize;
        let metadata: Value = serde_json::from_slice(body.get(4..4 + length)?).ok()?;
        let krate = body.get(8 + length..)?;
        self.list(metadata["name"].as_str()?, metadata["vers"].as_str()?, &digest::sha256(krate));
        let mut state = self.state.lock().unwrap();
        state.uploads += 1;
        if std::mem::take(&mut state.silent) {
            return None;
        }
        Some((200, "{}".to_owned()))
    }
}
