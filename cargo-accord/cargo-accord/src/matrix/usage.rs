//! What a service says it writes and reads.

use serde::Deserialize;

/// The lists in `[package.metadata.accord]` of a service; `*` stands for any text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Usage {
    /// Operations it serves: it reads their requests and writes their responses.
    pub provides: Vec<String>,
    /// Operations it calls: it writes their requests and reads their responses.
    pub consumes: Vec<String>,
    /// Events it writes.
    pub publishes: Vec<String>,
    /// Events it reads.
    pub subscribes: Vec<String>,
}
