//! The database: connections, transactions, statements, migrations, and the check of its shape.
//!
//! - [`Database::run`] does a unit of work on a thread that may block; [`Connection::transaction`] in a transaction. A
//!   connection that does not answer within the deadline is closed, which ends the work.
//! - A function's outer error is a failure of the database; the inner one, where there is one, is a refusal that the
//!   caller turns into an answer. [`Broken`] names the constraint that a change would have broken.
//! - [`Gather`] does the work of several requests in one transaction; [`Statement`] and [`one_of`] are cached where
//!   diesel's query builder is not.

mod connection;
mod error;
mod establish;
mod gather;
mod idempotency;
pub mod migrations;
mod one_of;
mod pool;
mod reset;
pub mod schema_check;
mod socket;
mod statement;
mod updated;
mod watch;

/// The shapes of tables, and the macro `tables!`, which declares the ones that only this service has.
pub use accord_contract::tables;
pub use connection::{Connection, Transaction};
pub use error::{Broken, Error};
#[cfg(feature = "testkit")]
pub(crate) use establish::alone;
pub use gather::Gather;
pub use idempotency::Key;
pub(crate) use idempotency::forget;
pub use one_of::{OneOf, one_of};
pub use pool::Database;
pub use statement::{MAX_ROWS, Statement};
pub use updated::Updated;
