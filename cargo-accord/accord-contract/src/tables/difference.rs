//! Whether a database serves a program that expects certain tables.

use std::fmt;

use super::{ColumnShape, TableShape};

/// A place in which a database does not serve the program. `expected` and `found` are columns without their name, such as
/// `varchar(120) not null`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields mean the same in each variant, and are described above")]
pub enum Difference {
    /// The table does not exist.
    MissingTable { table: String },
    /// The column does not exist.
    MissingColumn { table: String, column: String, expected: String },
    /// The column is of another type, or its nullability differs.
    Column { table: String, column: String, expected: String, found: String },
    /// The program does not know the column, and an insert would have to fill it.
    UnknownColumn { table: String, column: String, found: String },
    /// The primary key consists of other columns; here, `expected` and `found` are their names.
    PrimaryKey { table: String, expected: String, found: String },
}

/// A table as a database has it: the shape, and the columns an insert may leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTable {
    /// Columns and key, as `information_schema` lists them.
    pub shape: TableShape,
    /// The names of columns that have a default or fill themselves.
    pub defaulted: Vec<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingTable { table } => write!(f, "table {table}: expected, found none"),
            Self::MissingColumn { table, column, expected } => {
                write!(f, "table {table}, column {column}: expected {expected}, found none")
            }
            Self::Column { table, column, expected, found } => {
                write!(f, "table {table}, column {column}: expected {expected}, found {found}")
            }
            Self::UnknownColumn { table, column, found } => {
                write!(f, "table {table}, column {column}: expected none, found {found} without a default")
            }
            Self::PrimaryKey { table, expected, found } => {
                write!(f, "table {table}, primary key: expected ({expected}), found ({found})")
            }
        }
    }
}

/// Every place in which `found` does not serve a program built with `expected`.
///
/// A column that the program does not know is fine when it is nullable or has a default: that is how the
/// expand-migration of the next release looks to this one. The order of columns does not matter, because diesel names
/// them. A table that is not expected is ignored.
pub fn difference(expected: &[TableShape], found: &[FoundTable]) -> Vec<Difference> {
    let mut differences = Vec::new();
    for table in expected {
        match found.iter().find(|candidate| candidate.shape.name == table.name) {
            None => differences.push(Difference::MissingTable { table: table.name.clone() }),
            Some(found) => {
                differences.extend(table.columns.iter().filter_map(|column| lacking(column, &found.shape)));
                differences.extend(found.shape.columns.iter().filter_map(|column| unknown(column, table, found)));
                differences.extend(other_key(table, &found.shape));
            }
        }
    }
    differences
}

/// An expected column that the table has not, or has differently.
fn lacking(expected: &ColumnShape, table: &TableShape) -> Option<Difference> {
    let (name, column, text) = (table.name.clone(), expected.name.clone(), expected.to_string());
    match table.column(&expected.name) {
        None => Some(Difference::MissingColumn { table: name, column, expected: text }),
        Some(found) if found == expected => None,
        Some(found) => Some(Difference::Column { table: name, column, expected: text, found: found.to_string() }),
    }
}

/// A column that is not expected, and that an insert may not leave out.
fn unknown(column: &ColumnShape, expected: &TableShape, found: &FoundTable) -> Option<Difference> {
    let optional = column.nullable || found.defaulted.contains(&column.name);
    (!optional && expected.column(&column.name).is_none()).then(|| Difference::UnknownColumn {
        table: expected.name.clone(),
        column: column.name.clone(),
        found: column.to_string(),
    })
}

fn other_key(expected: &TableShape, found: &TableShape) -> Option<Difference> {
    (expected.primary_key != found.primary_key).then(|| Difference::PrimaryKey {
        table: expected.name.clone(),
        expected: expected.primary_key.join(", "),
        found: found.primary_key.join(", "),
    })
}
