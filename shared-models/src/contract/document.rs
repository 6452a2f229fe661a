//! The contract as documents.

use accord_contract::{Contract, problems};
use serde_json::{Map, Value};

use super::WIRE_TYPES;
use crate::kernel::ProblemKind;

fn contract() -> Contract {
    let problems =
        ProblemKind::ALL.iter().map(|kind| problems::ProblemKind::new(kind.type_uri(), kind.status(), kind.title()));
    Contract::new(env!("CARGO_PKG_NAME"), crate::VERSION)
        .types(WIRE_TYPES)
        .tables(crate::schema::shapes())
        .problems(problems)
}

/// The contract of this release, in the format `accord/1`.
pub fn document() -> Value {
    contract().document()
}

/// The contract as it stands in `contract.json`: sorted keys, two-space indent, a newline at the end.
pub fn text() -> String {
    contract().text()
}

/// The schemas of all wire types for `components.schemas` of an OpenAPI 3.1 document, under their Rust names.
///
/// Requests are described by what they accept, everything else by what it emits. A type that is part of both and
/// differs between them is listed twice, the accepted one as `…Input`.
pub fn components() -> Map<String, Value> {
    contract().components()
}
