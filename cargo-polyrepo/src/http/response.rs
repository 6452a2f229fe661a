//! A response.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// A response, read in full.
#[derive(Debug, Clone)]
pub struct Response {
    /// The method and the address that it answers.
    pub request: String,
    /// The status code.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// The first header of that (lower-case) name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.body)
            .with_context(|| format!("the answer ({}) is not JSON: {}", self.status, self.text()))
    }

    /// The body as JSON, if the status is one of these.
    ///
    /// # Errors
    /// When it is another; the message carries the body, which is a problem document.
    pub fn expect(&self, statuses: &[u16]) -> Result<Value> {
        if !statuses.contains(&self.status) {
            bail!("{} answered {} instead of {statuses:?}: {}", self.request, self.status, self.text());
        }
        self.json()
    }
}
