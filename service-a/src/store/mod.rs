//! The database: the only modules that know SQL. They return models and rows, and `Option` for look-ups.
//!
//! The outer error of a function is a failure of the database; the inner one, where there is one, is a refusal that the
//! caller turns into an answer.

pub mod audit;
pub mod brands;
pub mod categories;
pub mod customers;
pub mod designs;
pub mod goods;
pub mod idempotency;
pub mod local_schema;
pub mod order_items;
pub mod orders;
mod outbox;
pub mod prescriptions;
pub mod products;
pub mod record;
mod refusal;
pub mod reservation_tasks;
pub mod roles;
pub mod seeds;
mod slice;
mod statements;
pub mod users;

pub use record::Record;
pub use slice::Slice;
