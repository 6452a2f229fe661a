//! The database: the only modules that know SQL. They return models and rows, and `Option` for look-ups.
//!
//! The outer error of a function is a failure of the database; the inner one, where there is one, is a refusal that the
//! caller turns into an answer.

pub mod audit;
pub mod goods;
pub mod idempotency;
mod insert;
pub mod local_schema;
pub mod order_items;
pub mod orders;
mod outbox;
pub mod prescriptions;
pub mod products;
pub mod record;
mod refusal;
pub mod reservation_tasks;
pub mod rows;
pub mod sagas;
pub mod seeds;
mod slice;

use service_chassis::database::tables::TableShape;
use service_chassis::facts;

pub use record::Record;
pub use refusal::Refusal;
pub use rows::{Row, VersionedRow};
pub use slice::Slice;

/// The tables that only this service has.
pub fn own_tables() -> Vec<TableShape> {
    [local_schema::shapes(), facts::publisher_tables(), facts::follower_tables()].concat()
}
