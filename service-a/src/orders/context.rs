//! What the use cases of orders share.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use super::place_together::{Outcome, Placing, place_together};
use super::settle::{Confirmation, Settled, confirm_together};
use crate::config::FulfilmentConfig;
use crate::peers::fulfilment::{Down, Fulfilment};
use crate::state::State;
use crate::store::Gather;

/// Added to the time-out of a call when a task is leased: the rest of the work, and the clocks of two machines.
const LEASE_MARGIN: Duration = Duration::from_secs(5);

/// The database, the peer and the queues of orders. Shared by all workers; a clone shares it too.
#[derive(Clone)]
pub struct Orders {
    pub state: State,
    pub fulfilment: Fulfilment,
    pub(super) placing: Gather<Placing, Outcome>,
    pub(super) confirming: Gather<Confirmation, Settled>,
    wake: Arc<Notify>,
}

impl Orders {
    pub fn new(state: State, fulfilment: &FulfilmentConfig) -> Self {
        Self {
            fulfilment: Fulfilment::new(fulfilment),
            placing: Gather::new(state.database.clone(), place_together),
            confirming: Gather::new(state.database.clone(), confirm_together),
            wake: Arc::default(),
            state,
        }
    }

    /// Until when a task that is claimed at `now` belongs to this process: longer than both attempts of a call take.
    pub(super) fn leased_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.fulfilment.timeout().saturating_mul(2).saturating_add(LEASE_MARGIN)
    }

    /// Remembers whether fulfilment answered.
    pub(super) fn note<T>(&self, outcome: &Result<T, Down>) {
        self.fulfilment.note(outcome.is_ok(), self.state.chance());
    }

    /// Ends the worker, and lets `/health/ready` answer 503.
    pub fn close(&self) {
        self.state.close();
        self.wake_worker();
    }

    /// Lets the worker look for tasks at once.
    pub fn wake_worker(&self) {
        self.wake.notify_one();
    }

    /// Resolves after a call of [`wake_worker`](Self::wake_worker).
    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }
}
