//! The outcome of changing a row that has a version.

/// The outcome of an update of a row that has a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Updated<T> {
    /// It was changed; the row as it is now.
    Done(T),
    /// There is no such row.
    Missing,
    /// It has another version than the one the change was meant for.
    Stale,
}
