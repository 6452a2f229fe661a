//! The sources of time and ids. Callers pass them in.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Id;

/// The source of time. A service implements it with the system clock, a test with a fixed one.
pub trait Clock {
    /// The current instant, in UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// The source of ids. A service implements it with UUIDv7, so that new rows land at the end of the primary key.
pub trait IdSource {
    /// An id that was never given out before.
    fn next_uuid(&self) -> Uuid;

    /// [`next_uuid`](Self::next_uuid), typed.
    fn next<T>(&self) -> Id<T>
    where
        Self: Sized,
    {
        Id::from_uuid(self.next_uuid())
    }
}
