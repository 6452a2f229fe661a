//! What a process remembers about a peer.

use std::time::Duration;

use super::{BackOff, Breaker, Down, PeerConfig};
use crate::Chassis;
use crate::background::Wake;
use crate::clock::instant;

/// Behind a time-out: what a call may take beyond it, and what a clock may be off.
const MARGIN: Duration = Duration::from_secs(5);

/// What a process remembers about a peer, shared by its requests and the work that waits for it.
pub struct Link {
    chassis: Chassis,
    breaker: Breaker,
    back_off: BackOff,
    lease: Duration,
    wake: Wake,
}

impl Link {
    /// To a peer that answers, as far as is known.
    pub fn new(chassis: &Chassis, config: &PeerConfig, back_off: BackOff) -> Self {
        Self {
            chassis: chassis.clone(),
            breaker: Breaker::new(config.name, back_off),
            back_off,
            lease: config.timeout.saturating_mul(2).saturating_add(MARGIN),
            wake: Wake::default(),
        }
    }

    /// Whether a request may call.
    pub fn may_call(&self) -> bool {
        self.breaker.is_closed()
    }

    /// Whether background work may: also when it is time to see whether a peer that was down is back.
    pub fn may_probe(&self) -> bool {
        self.breaker.may_probe(instant())
    }

    /// Remembers whether the peer answered.
    pub fn note<T>(&self, outcome: &Result<T, Down>) {
        match outcome {
            Ok(_) => self.breaker.succeeded(),
            Err(_) => self.breaker.failed(instant(), self.chassis.chance()),
        }
    }

    /// How long to wait after `failures` failures in a row.
    pub fn back_off(&self, failures: u32) -> Duration {
        self.back_off.after(failures, self.chassis.chance())
    }

    /// The same with another longest wait.
    pub fn back_off_up_to(&self, longest: Duration, failures: u32) -> Duration {
        BackOff { longest, ..self.back_off }.after(failures, self.chassis.chance())
    }

    /// How long a task belongs to the process that claimed it: both tries of a call, and a margin.
    pub const fn lease(&self) -> Duration {
        self.lease
    }

    /// There is something to say to the peer.
    pub fn wake(&self) {
        self.wake.wake();
    }

    /// Waits until there is something to say, for the first wait of the back-off, or until the service closes.
    pub async fn woken(&self) {
        self.wake.wait(&self.chassis, self.back_off.first).await;
    }
}
