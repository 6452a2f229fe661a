//! What happened, when, and how it was verified.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Prints one entry after the other to standard output.
#[derive(Debug)]
pub(super) struct Timeline {
    started: Instant,
    acts: Cell<usize>,
}

impl Timeline {
    /// Begins now.
    pub(super) fn begin() -> Self {
        Self { started: Instant::now(), acts: Cell::new(0) }
    }

    /// A heading.
    pub(super) fn act(&self, title: &str) {
        let number = self.acts.get() + 1;
        self.acts.set(number);
        println!("\n{} {number}. {title}", stamp(self.started.elapsed()));
    }

    /// What happened, and how it was verified.
    pub(super) fn tell(&self, what: &str, seen: &str) {
        println!("{}", entry(self.started.elapsed(), what, seen));
    }

    /// How long it took so far.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

fn entry(at: Duration, what: &str, seen: &str) -> String {
    let mut text = format!("{}    {what}", stamp(at));
    for line in seen.lines() {
        text.push_str(&format!("\n           | {line}"));
    }
    text
}

/// Minutes and seconds.
fn stamp(at: Duration) -> String {
    format!("{:>3}:{:02}", at.as_secs() / 60, at.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_has_time_event_and_evidence() {
        assert_eq!(
            entry(Duration::from_secs(61), "published", "index: 1.2.0\nchecksum: 00ff"),
            "  1:01    published\n           | index: 1.2.0\n           | checksum: 00ff"
        );
        assert_eq!(stamp(Duration::from_secs(6000)), "100:00");
    }
}
