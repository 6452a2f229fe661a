//! Where time and ids come from: the caller. A test brings its own.

use std::time::Instant;

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Gives the time.
pub trait Clock: Send + Sync {
    /// The current instant.
    fn now(&self) -> DateTime<Utc>;
}

/// Gives ids.
pub trait Ids: Send + Sync {
    /// An id that was never given out before.
    fn next_uuid(&self) -> Uuid;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

/// UUIDv7: new rows land at the end of the primary key.
#[derive(Debug, Clone, Copy, Default)]
pub struct TimeOrdered;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

impl Ids for TimeOrdered {
    #[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
    fn next_uuid(&self) -> Uuid {
        Uuid::now_v7()
    }
}

#[expect(clippy::disallowed_methods, reason = "how long ago something was, which a wall clock cannot say")]
pub(crate) fn instant() -> Instant {
    Instant::now()
}
