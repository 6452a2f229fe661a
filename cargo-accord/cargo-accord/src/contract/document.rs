//! What a contract says.

use std::collections::BTreeMap;

use semver::Version;
use serde::{Deserialize, Serialize};

use super::{Role, SchemaText, Table};

/// The only format this version of the tool understands.
pub const FORMAT: &str = "accord/1";

/// A contract: what one release of a crate reads, writes and expects of a database.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// Always [`FORMAT`].
    pub format: String,
    /// The name of the crate.
    pub package: String,
    /// The version of the crate.
    pub version: Version,
    /// Wire types by path, such as `orders::PlaceOrder`.
    pub types: BTreeMap<String, WireType>,
    /// Tables by name.
    pub tables: BTreeMap<String, Table>,
    /// Kinds of RFC 9457 problems by their type URI.
    pub problems: BTreeMap<String, Problem>,
}

/// A type that crosses a process boundary as JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct WireType {
    /// Who writes it and who reads it.
    pub role: Role,
    /// JSON Schema of every document that reading the type takes. Open.
    pub accepts: SchemaText,
    /// JSON Schema of every document that writing the type can give. Closed.
    pub emits: SchemaText,
}

/// A kind of failure that clients may match on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The HTTP status it is sent with.
    pub status: u16,
    /// The short text for people.
    pub title: String,
}
