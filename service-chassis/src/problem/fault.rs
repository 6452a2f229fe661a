//! One fault of a request.

use serde::{Deserialize, Serialize};

/// One fault of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fault {
    /// The part of the request.
    #[serde(rename = "in")]
    pub source: FaultSource,
    /// Where in that part: a JSON pointer (RFC 6901), such as `/lines/0/quantity`; empty for the whole.
    pub pointer: String,
    /// What is wrong there, for a person.
    pub detail: String,
}

/// The part of a request that a fault is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FaultSource {
    /// The body.
    Body,
    /// The query string.
    Query,
    /// The path.
    Path,
    /// A header.
    Header,
}

impl Fault {
    /// A fault of the body.
    pub fn body(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { source: FaultSource::Body, pointer: pointer.into(), detail: detail.into() }
    }
}
