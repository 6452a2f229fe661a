//! Telling what is being done, cargo's way: a right-aligned verb, what it is about, how long it took.
//!
//! On a terminal the current step moves; elsewhere (CI, a pipe) each step is two plain lines.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME: Duration = Duration::from_millis(80);

/// Room for the note beside the spinner; a longer one would wrap and could not be wiped.
const NOTE: usize = 60;

/// Prints steps to standard error.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    moving: bool,
    coloured: bool,
}

impl Progress {
    /// Chooses by what standard error is.
    #[must_use]
    pub fn new() -> Self {
        let terminal = io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self { moving: terminal, coloured: terminal && env::var_os("NO_COLOR").is_none() }
    }

    /// Begins a step: "Building", "service-a".
    #[must_use]
    pub fn step(&self, doing: &str, subject: &str) -> Step {
        let note = Arc::new(Mutex::new(String::new()));
        let spinner = self.moving.then(|| Spinner::start(doing, subject, Arc::clone(&note)));
        if spinner.is_none() {
            self.line(doing, subject);
        }
        Step { progress: *self, started: Instant::now(), note, spinner }
    }

    /// One finished line.
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

/// A step in progress. Dropped without [`Step::done`], it leaves no line: the error will tell.
#[derive(Debug)]
pub struct Step {
    progress: Progress,
    started: Instant,
    note: Arc<Mutex<String>>,
    spinner: Option<Spinner>,
}

impl Step {
    /// What the step is at just now; shown on a terminal only.
    pub fn note(&self, text: &str) {
        let mut note = self.note.lock().unwrap_or_else(PoisonError::into_inner);
        *note = text.trim().chars().take(NOTE).collect();
    }

    /// Ends the step: "Built", "service-a and service-b". Returns how long it took.
    pub fn done(mut self, verb: &str, text: &str) -> Duration {
        let took = self.started.elapsed();
        drop(self.spinner.take());
        self.progress.line(verb, &format!("{text} in {}", human(took)));
        took
    }
}

/// A duration the way a person says it.
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

#[derive(Debug)]
struct Spinner {
    stop: mpsc::Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl Spinner {
    fn start(doing: &str, subject: &str, note: Arc<Mutex<String>>) -> Self {
        let (stop, stopped) = mpsc::channel();
        let text = format!("{doing:>12} {subject}");
        let thread = thread::spawn(move || {
            for frame in FRAMES.iter().cycle() {
                let note = note.lock().unwrap_or_else(PoisonError::into_inner).clone();
                eprint!("\r\x1b[2K{text} {frame} {note}");
                let _ = io::stderr().flush();
                if stopped.recv_timeout(FRAME) != Err(mpsc::RecvTimeoutError::Timeout) {
                    break;
                }
            }
            eprint!("\r\x1b[2K");
        });
        Self { stop, thread: Some(thread) }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        let _ = self.stop.send(());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(human(Duration::from_millis(999)), "999 ms");
        assert_eq!(human(Duration::from_millis(1500)), "1.5 s");
        assert_eq!(human(Duration::from_secs(61)), "1 min 01 s");
    }
}
