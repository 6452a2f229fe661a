//! What is being done, in cargo's form: a right-aligned verb, its subject, and how long it took. One line when a step begins,
//! one when it is done; on a terminal, a note of the current state replaces the last note.

use std::cell::Cell;
use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// The longest note: a wrapped line could not be cleared.
const MAX_NOTE: usize = 60;

/// Prints steps to standard error.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    terminal: bool,
    coloured: bool,
}

impl Progress {
    /// Coloured on a terminal, unless `NO_COLOR` is set.
    #[must_use]
    pub fn new() -> Self {
        let terminal = io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self { terminal, coloured: terminal && env::var_os("NO_COLOR").is_none() }
    }

    /// Begins a step: "Building", "service-a".
    #[must_use]
    pub fn step(&self, doing: &str, subject: &str) -> Step {
        self.line(doing, subject);
        Step { progress: *self, started: Instant::now(), noted: Cell::new(false) }
    }

    /// One line.
    pub fn line(&self, verb: &str, text: &str) {
        if self.coloured {
            eprintln!("\x1b[1;32m{verb:>12}\x1b[0m {text}");
        } else {
            eprintln!("{verb:>12} {text}");
        }
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

/// A step in progress. Dropped without [`Step::done`], it prints no second line: the error says more.
#[derive(Debug)]
pub struct Step {
    progress: Progress,
    started: Instant,
    noted: Cell<bool>,
}

impl Step {
    /// Shows the current state. Returns whether it did: on a terminal only.
    pub fn note(&self, text: &str) -> bool {
        if self.progress.terminal {
            self.clear();
            let text: String = text.trim().chars().take(MAX_NOTE).collect();
            eprint!("{:>12} {text}", "");
            let _ = io::stderr().flush();
            self.noted.set(true);
        }
        self.progress.terminal
    }

    /// Ends the step: "Built", "service-a and service-b". Returns how long it took.
    pub fn done(self, verb: &str, text: &str) -> Duration {
        let took = self.started.elapsed();
        self.clear();
        self.progress.line(verb, &format!("{text} in {}", human(took)));
        took
    }

    fn clear(&self) {
        if self.noted.replace(false) {
            eprint!("\r\x1b[2K");
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.clear();
    }
}

/// A duration in words: `12 ms`, `1.5 s`, `1 min 01 s`.
#[must_use]
pub fn human(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 1.0 {
        format!("{} ms", duration.as_millis())
    } else if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", duration.as_secs() / 60, duration.as_secs() % 60)
    }
}
