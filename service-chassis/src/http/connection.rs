//! How many connections are open. While it is more than half of those allowed, each is closed after its next answer.
//!
//! In actix only the first head on a connection has a deadline, so a client can hold a kept connection by letting a later
//! head drip in. It gets half of the connections so, and not all.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An open connection, as long as the value lives.
pub struct Connection {
    open: Arc<AtomicUsize>,
    max: usize,
}

impl Connection {
    /// One more of `open`, of which there may be `max`.
    pub fn new(open: &Arc<AtomicUsize>, max: usize) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self { open: Arc::clone(open), max }
    }

    /// Whether there are so many that none is kept for a further request.
    pub fn is_crowded(&self) -> bool {
        self.open.load(Ordering::Relaxed) > self.max.div_ceil(2)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}
