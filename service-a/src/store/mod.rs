//! The database: the only modules that know SQL. They return models and rows, and `Option` for look-ups.

pub mod audit;
pub mod brands;
pub mod categories;
pub mod customers;
mod database;
pub mod designs;
mod error;
mod gather;
pub mod goods;
pub mod idempotency;
mod local_schema;
pub mod migrations;
pub mod order_items;
pub mod orders;
mod outbox;
pub mod prescriptions;
pub mod products;
pub mod record;
pub mod reservation_tasks;
pub mod roles;
pub mod schema_check;
pub mod seeds;
mod statement;
pub mod users;

/// A connection inside a transaction.
pub type Transaction = diesel::MysqlConnection;

pub use database::{Connection, Database};
pub use error::{Broken, Error};
pub use gather::Gather;
pub use record::Record;

use shared_models::kernel::{Cursor, Id};
use uuid::Uuid;

/// Which part of a list is wanted: newest first, from behind the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    after: Option<Cursor>,
    /// How many the page has.
    pub limit: u16,
}

impl Slice {
    /// What a query asks for. A cursor that validation let through and that cannot be read begins at the beginning.
    pub fn new(cursor: Option<&str>, limit: Option<u16>) -> Self {
        let limit = limit.unwrap_or(shared_models::kernel::PageQuery::DEFAULT_LIMIT);
        Self { after: cursor.and_then(|text| text.parse().ok()), limit }
    }

    /// The id that the ids of the page are below: without a cursor one that is above all, so that the first page and the
    /// others are the same statement.
    fn below<T>(self) -> Id<T> {
        self.after.map_or_else(|| Id::from_uuid(Uuid::max()), Cursor::id)
    }

    /// One more than the page has, to see whether there is a next one.
    fn fetched(self) -> i64 {
        i64::from(self.limit) + 1
    }
}

/// What an update of a row that has a version came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Updated<T> {
    /// It was changed; the row as it is now.
    Done(T),
    /// There is no such row.
    Missing,
    /// It has another version than the one the change was meant for.
    Stale,
}
