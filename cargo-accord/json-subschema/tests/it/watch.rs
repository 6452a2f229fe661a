//! The time that this thread has worked: unlike the time on the wall, it is the same on a busy machine.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Runs from when it is started.
pub struct Watch(Duration);

impl Watch {
    pub fn start() -> Self {
        Self(worked())
    }

    pub fn elapsed(&self) -> Duration {
        worked() - self.0
    }
}

fn worked() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.try_into().unwrap(), now.tv_nsec.try_into().unwrap())
}
