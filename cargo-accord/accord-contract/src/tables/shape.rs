//! What a table looks like.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A table: its columns and its primary key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableShape {
    /// The name in the database.
    pub name: String,
    /// In the order of the declaration, which a database need not have.
    pub columns: Vec<ColumnShape>,
    /// The names of the columns of its primary key, in the order of the key.
    pub primary_key: Vec<String>,
}

/// A column, as the document has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnShape {
    /// The name in the database.
    pub name: String,
    /// The SQL type in lower case, without display widths: `binary(16)`, `varchar(120)`, `bigint`.
    #[serde(rename = "type")]
    pub sql_type: String,
    /// Whether it can be null.
    pub nullable: bool,
}

impl TableShape {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&ColumnShape> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl fmt::Display for ColumnShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.sql_type, if self.nullable { "null" } else { "not null" })
    }
}
