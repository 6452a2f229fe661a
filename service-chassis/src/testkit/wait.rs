//! Waiting for what happens by itself.

use std::time::{Duration, Instant};

/// How long anything may take: far longer than it does, so that only what never happens fails.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Asks until there is an answer; `what` is for the message when there is none.
#[expect(clippy::disallowed_methods, reason = "the one place where a test waits, and it waits for the thing itself")]
pub fn eventually<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begin.elapsed() < TIMEOUT, "never happened: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
