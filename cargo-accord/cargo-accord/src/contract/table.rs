//! The tables that a crate's row types expect.

use serde::{Deserialize, Serialize};

/// A table, as far as the rows of the crate depend on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// In the order of the table.
    pub columns: Vec<Column>,
    /// Names of the columns that identify a row.
    #[serde(default)]
    pub primary_key: Vec<String>,
}

/// A column, as far as the rows of the crate depend on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The name in the database.
    pub name: String,
    /// The SQL type, such as `varchar(120)` or `bigint`.
    #[serde(rename = "type")]
    pub sql_type: String,
    /// Whether the column takes `NULL`.
    pub nullable: bool,
    /// What the database fills in when an insert leaves the column out, as SQL text or a literal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<serde_json::Value>,
}

impl Table {
    /// The column called `name`.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
