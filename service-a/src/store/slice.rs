//! Pages of lists.

use shared_models::kernel::{Cursor, Id};
use uuid::Uuid;

/// A page of a list: newest first, after the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    after: Option<Cursor>,
    /// The length of the page.
    pub limit: u16,
}

impl Slice {
    /// The page that a query asks for.
    pub fn new(cursor: Option<&str>, limit: Option<u16>) -> Self {
        let limit = limit.unwrap_or(shared_models::kernel::PageQuery::DEFAULT_LIMIT);
        Self { after: cursor.and_then(|text| text.parse().ok()), limit }
    }

    /// The id that the ids of the page are below: without a cursor one that is above all, so that the first page and the
    /// others are the same statement.
    pub(super) fn below<T>(self) -> Id<T> {
        self.after.map_or_else(|| Id::from_uuid(Uuid::max()), Cursor::id)
    }

    /// One more than the page has, to see whether there is a next one.
    pub(super) fn fetched(self) -> i64 {
        i64::from(self.limit) + 1
    }
}
