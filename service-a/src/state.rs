//! What every handler can reach: the database, the clock, the ids, the prices, and what is known about the other service.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use shared_models::kernel::{Clock, Id};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::config::FulfilmentConfig;
use crate::fulfilment::{BackOff, Breaker, Down, lease};
use crate::placing::{self, Outcome, Placing};
use crate::policy::Policy;
use crate::store::settle_order::{self, Confirmation, Settled};
use crate::store::{Database, Gather};

/// The longest wait for a reservation that is refused for a reason nobody expects: no program mends that, so asking once
/// an hour is enough.
const LONGEST_AFTER_REFUSALS: Duration = Duration::from_secs(3_600);

/// Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: Database,
    /// Orders on their way into it.
    pub placing: Gather<Placing, Outcome>,
    /// Orders whose stock is reserved, on their way into it.
    pub confirming: Gather<Confirmation, Settled>,
    /// What the shop charges.
    pub policy: Arc<Policy>,
    clock: Arc<dyn Clock + Send + Sync>,
    ids: Arc<dyn NextId>,
    open: Arc<AtomicBool>,
    peer: Arc<Peer>,
}

/// What is known about fulfilment.
struct Peer {
    breaker: Breaker,
    back_off: BackOff,
    lease: Duration,
    wake: Notify,
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
    pub fn new(database: Database, policy: Policy, fulfilment: &FulfilmentConfig) -> Self {
        let back_off = fulfilment.back_off();
        let peer =
            Peer { breaker: Breaker::new(back_off), back_off, lease: lease(fulfilment.timeout()), wake: Notify::new() };
        Self {
            placing: Gather::new(database.clone(), placing::place),
            confirming: Gather::new(database.clone(), settle_order::confirm),
            database,
            policy: Arc::new(policy),
            clock: Arc::new(SystemClock),
            ids: Arc::new(TimeOrdered),
            open: Arc::new(AtomicBool::new(true)),
            peer: Arc::new(peer),
        }
    }

    /// The same with another clock and other ids, for tests.
    #[must_use]
    pub fn with(self, clock: Arc<dyn Clock + Send + Sync>, ids: Arc<dyn NextId>) -> Self {
        Self { clock, ids, ..self }
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

    /// Tells load balancers, through `/health/ready`, to send nothing more, and the worker to stop.
    pub fn close(&self) {
        self.open.store(false, Ordering::Release);
        self.wake_worker();
    }

    /// Whether a request may call fulfilment.
    pub fn may_call(&self) -> bool {
        self.peer.breaker.is_closed()
    }

    /// Whether the worker may.
    pub fn may_probe(&self) -> bool {
        self.peer.breaker.may_probe(instant())
    }

    /// Remembers whether fulfilment answered.
    pub fn note(&self, outcome: Result<(), &Down>) {
        match outcome {
            Ok(()) => self.peer.breaker.succeeded(),
            Err(_) => self.peer.breaker.failed(instant(), self.chance()),
        }
    }

    /// How long to wait after `failures` failures in a row.
    pub fn back_off(&self, failures: u32) -> Duration {
        self.peer.back_off.after(failures, self.chance())
    }

    /// How long to wait after `refusals` refusals in a row that nobody expects.
    pub fn refusal_back_off(&self, refusals: u32) -> Duration {
        BackOff { longest: LONGEST_AFTER_REFUSALS, ..self.peer.back_off }.after(refusals, self.chance())
    }

    /// How long a task belongs to whoever works on it.
    pub fn lease(&self) -> Duration {
        self.peer.lease
    }

    /// How often the worker looks by itself.
    pub fn poll_interval(&self) -> Duration {
        self.peer.back_off.first
    }

    /// Tells the worker that there is something to do.
    pub fn wake_worker(&self) {
        self.peer.wake.notify_one();
    }

    /// Until somebody has called [`wake_worker`](Self::wake_worker).
    pub async fn woken(&self) {
        self.peer.wake.notified().await;
    }

    /// Any number: the random end of an id.
    fn chance(&self) -> u32 {
        let [.., a, b, c, d] = *self.ids.next_uuid().as_bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}

#[expect(clippy::disallowed_methods, reason = "how long ago something was, which no clock on a wall can tell")]
fn instant() -> Instant {
    Instant::now()
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
