//! Showing that a long build goes on: a line for every so many crates.

use crate::progress::{Progress, Step};

/// How many crates are between two lines.
const INTERVAL: usize = 50;

/// Reads cargo's lines.
#[derive(Debug)]
pub(super) struct Counter<'a> {
    step: &'a Step,
    progress: Progress,
    tool: String,
    compiled: usize,
}

impl<'a> Counter<'a> {
    pub(super) fn new(step: &'a Step, tool: &str) -> Self {
        Self { step, progress: Progress::new(), tool: tool.to_owned(), compiled: 0 }
    }

    /// Counts, if the line says that cargo begins with a crate.
    pub(super) fn line(&mut self, line: &str) {
        if !line.trim_start().starts_with("Compiling ") {
            return;
        }
        self.compiled += 1;
        let noted = self.step.note(&format!("{} crates so far", self.compiled));
        if !noted && self.compiled.is_multiple_of(INTERVAL) {
            self.progress.line("Compiling", &format!("{}: {} crates so far", self.tool, self.compiled));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_lines_are_understood() {
        let step = Progress::new().step("Building", "a tool");
        let mut counter = Counter::new(&step, "a tool");
        counter.line("   Compiling openssl-sys v0.9.117");
        counter.line("  Downloaded openssl-sys v0.9.117");
        assert_eq!(counter.compiled, 1);
    }
}
