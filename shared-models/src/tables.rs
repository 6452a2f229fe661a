//! The shape of a table as data, and the comparison of two shapes.
//!
//! A service compares the tables its release of this library expects with the ones its database has, and refuses to
//! serve when they differ: see [`difference`].

use std::fmt;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableShape {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<ColumnShape>,
    /// The columns of its primary key, in order.
    pub primary_key: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnShape {
    /// Its name.
    pub name: String,
    /// Its type in lower case, such as `binary(16)`, `varchar(120)`, `bigint`.
    pub sql_type: String,
    /// Whether it can be null.
    pub nullable: bool,
}

/// Where a database and the library disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The table does not exist.
    MissingTable {
        /// The table.
        table: String,
    },
    /// The column does not exist.
    MissingColumn {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What the library expects there.
        expected: String,
    },
    /// The column is of another type, or its nullability differs.
    Column {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What the library expects there.
        expected: String,
        /// What the database has.
        found: String,
    },
    /// A column that the library does not know, and that an insert would have to fill.
    UnknownColumn {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What the database has.
        found: String,
    },
    /// The primary key consists of other columns.
    PrimaryKey {
        /// The table.
        table: String,
        /// The columns the library expects.
        expected: String,
        /// The columns the database has.
        found: String,
    },
}

/// A table as a database has it: the shape, and the columns an insert may leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTable {
    /// The shape.
    pub shape: TableShape,
    /// Columns that have a default, so that an insert that does not know them still succeeds.
    pub defaulted: Vec<String>,
}

impl fmt::Display for ColumnShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.sql_type, if self.nullable { "null" } else { "not null" })
    }
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
/// A column the library does not know is fine when it is nullable or has a default: that is how the next release's
/// expand-migration looks to this one. The order of columns does not matter, because diesel names them.
pub fn difference(expected: &[TableShape], found: &[FoundTable]) -> Vec<Difference> {
    expected.iter().flat_map(|table| table_difference(table, found)).collect()
}

fn table_difference(expected: &TableShape, found: &[FoundTable]) -> Vec<Difference> {
    let table = || expected.name.clone();
    let Some(found) = found.iter().find(|candidate| candidate.shape.name == expected.name) else {
        return vec![Difference::MissingTable { table: table() }];
    };
    let mut differences = Vec::new();
    for column in &expected.columns {
        let name = || column.name.clone();
        match found.shape.columns.iter().find(|candidate| candidate.name == column.name) {
            None => differences.push(Difference::MissingColumn {
                table: table(),
                column: name(),
                expected: column.to_string(),
            }),
            Some(actual) if actual != column => differences.push(Difference::Column {
                table: table(),
                column: name(),
                expected: column.to_string(),
                found: actual.to_string(),
            }),
            Some(_) => {}
        }
    }
    for column in &found.shape.columns {
        let known = expected.columns.iter().any(|candidate| candidate.name == column.name);
        if !known && !column.nullable && !found.defaulted.contains(&column.name) {
            differences.push(Difference::UnknownColumn {
                table: table(),
                column: column.name.clone(),
                found: column.to_string(),
            });
        }
    }
    if expected.primary_key != found.shape.primary_key {
        differences.push(Difference::PrimaryKey {
            table: table(),
            expected: expected.primary_key.join(", "),
            found: found.shape.primary_key.join(", "),
        });
    }
    differences
}

/// How a diesel SQL type is written in MySQL and MariaDB.
pub(crate) trait Describe {
    /// Whether the column can be null.
    const NULLABLE: bool = false;

    /// The type in lower case; `width` is what stands in brackets behind it.
    fn describe(width: Option<usize>) -> String;
}

macro_rules! describe {
    ($($sql:ident: $bare:literal, $wide:literal;)+) => {
        $(impl Describe for diesel::sql_types::$sql {
            fn describe(width: Option<usize>) -> String {
                width.map_or_else(|| $bare.to_owned(), |width| format!(concat!($wide, "({})"), width))
            }
        })+
    };
}

describe! {
    Binary: "blob", "binary";
    Text: "text", "varchar";
    Bigint: "bigint", "bigint";
    Integer: "int", "int";
    Smallint: "smallint", "smallint";
    Date: "date", "date";
    Datetime: "datetime", "datetime";
}

impl<T: Describe + diesel::sql_types::SqlType> Describe for diesel::sql_types::Nullable<T>
where
    T: diesel::sql_types::SqlType<IsNull = diesel::sql_types::is_nullable::NotNull>,
{
    const NULLABLE: bool = true;

    fn describe(width: Option<usize>) -> String {
        T::describe(width)
    }
}

/// Declares tables once: diesel's `table!` for queries, and [`TableShape`] for the contract and the schema check.
///
/// A width stands in square brackets behind the type: `Text [120]` is `varchar(120)`, `Binary [16]` is `binary(16)`,
/// `Datetime [6]` is `datetime(6)`; `Text` alone is `text`.
macro_rules! shared_tables {
    ($($(#[$doc:meta])* $table:ident ($($key:ident),+) { $($column:ident -> $sql:ty $([$width:expr])?,)+ })+) => {
        $(diesel::table! {
            $(#[$doc])*
            $table ($($key),+) { $($column -> $sql,)+ }
        })+

        diesel::allow_tables_to_appear_in_same_query!($($table),+);

        /// The shape of every shared table.
        pub fn shapes() -> Vec<$crate::tables::TableShape> {
            use diesel::sql_types::*;
            vec![$($crate::tables::TableShape {
                name: stringify!($table).to_owned(),
                columns: vec![$($crate::tables::ColumnShape {
                    name: stringify!($column).to_owned(),
                    sql_type: <$sql as $crate::tables::Describe>::describe(shared_tables!(@width $($width)?)),
                    nullable: <$sql as $crate::tables::Describe>::NULLABLE,
                }),+],
                primary_key: vec![$(stringify!($key).to_owned()),+],
            }),+]
        }
    };
    (@width) => { None };
    (@width $width:expr) => { Some($width) };
}
pub(crate) use shared_tables;
