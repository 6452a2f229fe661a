//! The shape of a table as data, and the comparison of tables with a database.
//!
//! A service compares the tables that its release expects with the ones its database has, and refuses to serve when
//! they differ: see [`difference`].

#[cfg(feature = "diesel")]
mod declare;
#[cfg(feature = "diesel")]
mod describe;
mod difference;
mod document;
mod shape;

#[cfg(feature = "diesel")]
pub use describe::{Describe, column};
pub use difference::{Difference, FoundTable, difference};
pub use document::from_document;
#[cfg(feature = "schemars")]
pub(crate) use document::to_document;
pub use shape::{ColumnShape, TableShape};
