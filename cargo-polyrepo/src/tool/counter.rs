//! Showing that a long build moves: how many crates are done, out of what cargo says there are.

use std::io::{self, IsTerminal as _};

use crate::progress::{Progress, Step};

/// Off a terminal nothing moves, so now and then a line is printed.
const EVERY: usize = 100;

/// Reads cargo's lines.
#[derive(Debug)]
pub(super) struct Counter<'a> {
    step: &'a Step,
    progress: Progress,
    tool: String,
    compiled: usize,
    terminal: bool,
}

impl<'a> Counter<'a> {
    pub(super) fn new(step: &'a Step, tool: &str) -> Self {
        let terminal = io::stderr().is_terminal();
        Self { step, progress: Progress::new(), tool: tool.to_owned(), compiled: 0, terminal }
    }

    /// Takes note of one line.
    pub(super) fn line(&mut self, line: &str) {
        let Some(name) = compiling(line) else {
            self.step.note(line);
            return;
        };
        self.compiled += 1;
        self.step.note(&format!("{} crates, now {name}", self.compiled));
        if !self.terminal && self.compiled.is_multiple_of(EVERY) {
            self.progress.line("Compiling", &format!("{}: {} crates so far", self.tool, self.compiled));
        }
    }
}

/// The crate that cargo begins with, if the line tells of one.
fn compiling(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("Compiling ")?.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_lines_are_understood() {
        assert_eq!(compiling("   Compiling openssl-sys v0.9.117"), Some("openssl-sys"));
        assert_eq!(compiling("  Downloaded openssl-sys v0.9.117"), None);
    }
}
