//! Keeps requests from waiting for a service that is down.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::BackOff;

/// How many calls have to fail in a row: one lost packet is not an outage.
const THRESHOLD: u32 = 3;

/// Closed while calls succeed. After a few failures in a row it opens: requests do not call any more, only background work
/// tries now and then, and closes it when it gets an answer.
#[derive(Debug)]
pub struct Breaker {
    peer: &'static str,
    back_off: BackOff,
    open: AtomicBool,
    state: Mutex<Failures>,
}

#[derive(Debug, Default)]
struct Failures {
    in_a_row: u32,
    probe_at: Option<Instant>,
}

impl Breaker {
    /// A closed one for this peer, that lets probes through in the rhythm of `back_off`.
    pub fn new(peer: &'static str, back_off: BackOff) -> Self {
        Self { peer, back_off, open: AtomicBool::new(false), state: Mutex::default() }
    }

    /// Whether a request may call.
    pub fn is_closed(&self) -> bool {
        !self.open.load(Ordering::Acquire)
    }

    /// Whether the worker may call: the breaker is closed, or it is time to see whether the other side is back.
    pub fn may_probe(&self, now: Instant) -> bool {
        self.is_closed() || self.failures().probe_at.is_none_or(|at| at <= now)
    }

    /// The other side answered.
    pub fn succeeded(&self) {
        if self.is_closed() && self.failures().in_a_row == 0 {
            return;
        }
        *self.failures() = Failures::default();
        if self.open.swap(false, Ordering::AcqRel) {
            tracing::info!("{} answers again", self.peer);
        }
    }

    /// The other side did not answer; `chance` is any number.
    pub fn failed(&self, now: Instant, chance: u32) {
        let mut failures = self.failures();
        failures.in_a_row = failures.in_a_row.saturating_add(1);
        if failures.in_a_row < THRESHOLD {
            return;
        }
        failures.probe_at = Some(now + self.back_off.after(failures.in_a_row - THRESHOLD + 1, chance));
        if !self.open.swap(true, Ordering::AcqRel) {
            tracing::warn!("{} does not answer; calls wait until it does", self.peer);
        }
    }

    fn failures(&self) -> std::sync::MutexGuard<'_, Failures> {
        // Two numbers cannot be left half-changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn breaker() -> Breaker {
        Breaker::new("fulfilment", BackOff { first: Duration::from_secs(1), longest: Duration::from_secs(8) })
    }

    fn fail(breaker: &Breaker, times: u32, now: Instant) {
        (0..times).for_each(|_| breaker.failed(now, 0));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "an instant to count from")]
    fn opens_after_failures_in_a_row_only() {
        let (breaker, now) = (breaker(), Instant::now());
        fail(&breaker, THRESHOLD - 1, now);
        breaker.succeeded();
        fail(&breaker, THRESHOLD - 1, now);
        assert!(breaker.is_closed());
        breaker.failed(now, 0);
        assert!(!breaker.is_closed());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "an instant to count from")]
    fn lets_a_probe_through_later_and_closes_when_it_succeeds() {
        let (breaker, now) = (breaker(), Instant::now());
        fail(&breaker, THRESHOLD, now);
        assert!(!breaker.may_probe(now));
        assert!(breaker.may_probe(now + Duration::from_secs(1)));
        breaker.failed(now, 1_023);
        assert!(!breaker.may_probe(now + Duration::from_secs(1)), "the second wait is longer");
        breaker.succeeded();
        assert!(breaker.is_closed() && breaker.may_probe(now));
    }
}
