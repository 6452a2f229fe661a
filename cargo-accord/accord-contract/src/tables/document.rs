//! Tables in a contract document.

use serde::Deserialize;
use serde_json::Value;

use super::{ColumnShape, TableShape};
use crate::document::{DocumentError, section};

/// A table in the document, where its name is the key.
#[derive(Deserialize)]
struct Entry {
    columns: Vec<ColumnShape>,
    primary_key: Vec<String>,
}

/// The tables of a contract document, sorted by name.
///
/// # Errors
/// When the document is not a contract of a known format, or its `tables` cannot be read.
pub fn from_document(document: &Value) -> Result<Vec<TableShape>, DocumentError> {
    let entries = section(document, "tables")?;
    let shape = |(name, Entry { columns, primary_key })| TableShape { name, columns, primary_key };
    Ok(entries.into_iter().map(shape).collect())
}

/// The section `tables` of a contract document.
#[cfg(feature = "schemars")]
pub(crate) fn to_document(tables: &[TableShape]) -> Value {
    let entry = |TableShape { name, columns, primary_key }: &TableShape| {
        (name.clone(), serde_json::json!({ "columns": columns, "primary_key": primary_key }))
    };
    Value::Object(tables.iter().map(entry).collect())
}
