//! What every handler can reach: the database, the clock, the ids, and whether the service is open.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::config::{Config, EventsConfig};
use crate::database::Database;
use crate::facts::Head;
use crate::problem::Kinds;
use crate::service::Prepared;
use crate::{About, Clock, Ids};

/// What every handler can reach, as `Data<Chassis>`. A clone shares it.
#[derive(Clone)]
pub struct Chassis {
    /// The database.
    pub database: Database,
    shared: Arc<Shared>,
}

struct Shared {
    about: About,
    release: String,
    kinds: Kinds,
    events: EventsConfig,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    open: AtomicBool,
    closing: Notify,
    head: Head,
}

impl Chassis {
    pub(crate) fn new<C>(prepared: &Prepared, config: &Config<C>, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        let shared = Shared {
            about: prepared.about,
            release: prepared.release(),
            kinds: prepared.kinds.clone(),
            events: config.events,
            clock,
            ids,
            open: AtomicBool::new(true),
            closing: Notify::new(),
            head: Head::default(),
        };
        Self { database: Database::new(&config.database), shared: Arc::new(shared) }
    }

    /// The current instant, in whole microseconds, as `DATETIME(6)` keeps it: an answer given from memory and the same
    /// answer read from the database later are equal.
    pub fn now(&self) -> DateTime<Utc> {
        let now = self.shared.clock.now();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// An id that was never given out before.
    pub fn next_uuid(&self) -> Uuid {
        self.shared.ids.next_uuid()
    }

    /// Any number: the random end of an id.
    pub fn chance(&self) -> u32 {
        let [.., a, b, c, d] = *self.next_uuid().as_bytes();
        u32::from_be_bytes([a, b, c, d])
    }

    /// Whether the service takes requests: true until it is asked to stop.
    pub fn is_open(&self) -> bool {
        self.shared.open.load(Ordering::Acquire)
    }

    /// Asks load balancers, through `/health/ready`, to send nothing more, and background work to end.
    pub fn close(&self) {
        self.shared.open.store(false, Ordering::Release);
        self.shared.closing.notify_waiters();
    }

    /// Ends when the service has been asked to stop.
    pub async fn closing(&self) {
        // In this order, so that a call of `close` in between is not lost.
        let closing = self.shared.closing.notified();
        if self.is_open() {
            closing.await;
        }
    }

    pub(crate) fn about(&self) -> &About {
        &self.shared.about
    }

    pub(crate) fn release(&self) -> &str {
        &self.shared.release
    }

    pub(crate) fn events(&self) -> EventsConfig {
        self.shared.events
    }

    pub(crate) fn head(&self) -> &Head {
        &self.shared.head
    }

    pub(crate) fn kinds(&self) -> &Kinds {
        &self.shared.kinds
    }
}
