//! The shape of a table as data, and the comparison of tables with a database.
//!
//! A service compares the tables that its release of this library expects with the ones its database has, and refuses to
//! serve when they differ: see [`difference`].

pub use accord_contract::tables::{ColumnShape, Difference, FoundTable, TableShape, difference};
