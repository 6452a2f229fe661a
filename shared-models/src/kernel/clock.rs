//! Where time and ids come from: the caller.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Id;

/// Tells the time. A service implements it once, with the system clock; a test with a fixed one.
pub trait Clock {
    /// The current instant, in UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// Makes ids. A service implements it once, with UUIDv7, so that new rows land at the end of the primary key.
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
