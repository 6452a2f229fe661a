//! Reading a long list a page at a time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Id, list_query};

/// One page of a list, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct Page<T> {
    /// At most `limit`; empty when nothing matches.
    pub items: Vec<T>,
    /// To be sent as `cursor` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of `rows`, of which the caller fetched one more than `limit` to see whether there is a next page.
    pub fn of<R, K>(mut rows: Vec<R>, limit: u16, id: impl Fn(&R) -> Id<K>, view: impl FnMut(R) -> T) -> Self {
        let limit = usize::from(limit);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| more).map(|row| Cursor::after(id(row)).to_string());
        Self { items: rows.into_iter().map(view).collect(), next_cursor }
    }
}

list_query! {
    /// Which page of a list is wanted: the query string of a list that has no filters.
    pub struct PageQuery {}
}

impl PageQuery {
    /// The largest page that a query may ask for.
    pub const MAX_LIMIT: u16 = 100;
    /// The size of a page when the query names none.
    pub const DEFAULT_LIMIT: u16 = 20;
}

/// The position in a list after one item. Opaque to clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor(Uuid);

/// The text is not a cursor of this library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct InvalidCursor;

/// The shape of a [`Cursor`]: a version digit, so that the encoding can change, and the id.
pub(crate) static CURSOR: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| super::text::pattern("^1[0-9a-f]{32}$"));

impl Cursor {
    /// The position right after the item with this id.
    pub const fn after<T>(id: Id<T>) -> Self {
        Self(id.uuid())
    }

    /// The id of the item before the position.
    pub const fn id<T>(self) -> Id<T> {
        Id::from_uuid(self.0)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1{}", self.0.simple())
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        if !CURSOR.is_match(text) {
            return Err(InvalidCursor);
        }
        Uuid::try_parse(&text[1..]).map(Self).map_err(|_| InvalidCursor)
    }
}
