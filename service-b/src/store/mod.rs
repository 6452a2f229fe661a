//! The database: the only modules that know SQL. They return models and rows, and `Option` for look-ups.
//!
//! A function's outer error is a failure of the database; the inner one, where there is one, is a refusal that the caller
//! turns into an answer.

mod database;
mod error;
mod gather;
pub mod idempotency;
pub mod invoices;
mod local_schema;
pub mod migrations;
pub mod outbox;
pub mod payments;
pub mod products;
pub mod reservations;
pub mod schema_check;
pub mod seeds;
mod statement;
pub mod stock;
pub mod warehouses;

/// A connection inside a transaction.
pub type Transaction = diesel::MysqlConnection;

pub use database::{Connection, Database};
pub use error::{Broken, Error};
pub use gather::Gather;
pub use seeds::Tally;
