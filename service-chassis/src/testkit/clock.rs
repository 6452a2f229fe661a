//! Time and ids in tests.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::{Clock, Ids, TimeOrdered};

/// An id that no other test and no other call uses.
pub fn fresh_id() -> Uuid {
    TimeOrdered.next_uuid()
}

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct TestClock {
    micros: AtomicI64,
}

impl TestClock {
    /// Stands at this instant.
    pub const fn at(now: DateTime<Utc>) -> Self {
        Self { micros: AtomicI64::new(now.timestamp_micros()) }
    }

    /// Moves it on.
    pub fn advance(&self, by: TimeDelta) {
        self.micros.fetch_add(by.num_microseconds().unwrap(), Ordering::AcqRel);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.micros.load(Ordering::Acquire)).unwrap()
    }
}
