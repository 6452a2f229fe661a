//! What every handler can reach: the database, the clock, the ids, and whether the service is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use shared_models::kernel::{Clock, Id};
use uuid::Uuid;

use crate::reservations::{self, Outcome, Reserve};
use crate::store::{Database, Gather};

/// Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: Database,
    /// Orders whose stock is being reserved.
    pub reserving: Gather<Reserve, Outcome>,
    clock: Arc<dyn Clock + Send + Sync>,
    ids: Arc<dyn NextId>,
    open: Arc<AtomicBool>,
}

/// [`shared_models::kernel::IdSource`] without its generic method, so that it can stand behind a pointer.
pub trait NextId: Send + Sync {
    /// An id that was never given out before.
    fn next_uuid(&self) -> Uuid;
}

/// The clock of the machine.
pub struct SystemClock;

/// UUIDv7: new rows land at the end of the primary key.
pub struct TimeOrdered;

impl State {
    /// A state with the machine's clock and time-ordered ids.
    pub fn new(database: Database) -> Self {
        Self::with(database, Arc::new(SystemClock), Arc::new(TimeOrdered))
    }

    /// A state with another clock or other ids, for tests.
    pub fn with(database: Database, clock: Arc<dyn Clock + Send + Sync>, ids: Arc<dyn NextId>) -> Self {
        Self {
            reserving: Gather::new(database.clone(), reservations::reserve),
            database,
            clock,
            ids,
            open: Arc::new(AtomicBool::new(true)),
        }
    }

    /// The current instant, in whole microseconds, as `DATETIME(6)` keeps it: an answer given from memory and the same
    /// answer read from the database later are equal.
    pub fn now(&self) -> DateTime<Utc> {
        let now = self.clock.now();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// An id that was never given out before.
    pub fn next_id<T>(&self) -> Id<T> {
        Id::from_uuid(self.ids.next_uuid())
    }

    /// Whether the service takes requests: true until it is told to stop.
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::Acquire)
    }

    /// Tells load balancers, through `/health/ready`, to send nothing more.
    pub fn close(&self) {
        self.open.store(false, Ordering::Release);
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

impl NextId for TimeOrdered {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that makes ids")]
    fn next_uuid(&self) -> Uuid {
        Uuid::now_v7()
    }
}
