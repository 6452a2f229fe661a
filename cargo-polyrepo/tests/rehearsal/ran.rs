//! A command that ran, and what was expected of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow};

/// How much of a log is shown when it is not what was expected.
const TAIL: usize = 40;

/// A command that ran to its end.
#[derive(Debug)]
pub(super) struct Ran {
    /// As it was typed.
    line: String,
    code: u8,
    /// What it wrote, to both of its outputs.
    pub(super) said: String,
    log: PathBuf,
}

impl Ran {
    pub(super) fn read(line: &str, code: u8, log: &Path) -> Self {
        let said = fs::read(log).unwrap_or_default();
        let said = String::from_utf8_lossy(&said).into_owned();
        Self { line: line.to_owned(), code, said, log: log.to_path_buf() }
    }

    /// It did what it was to do.
    pub(super) fn succeeded(self) -> Result<Self> {
        if self.code == 0 { Ok(self) } else { Err(self.unexpected("success")) }
    }

    /// It refused, for this reason.
    pub(super) fn refused(self, because: &str) -> Result<Self> {
        if self.code == 0 {
            return Err(self.unexpected(&format!("a refusal that says {because:?}")));
        }
        self.says(because)
    }

    /// It said these words.
    pub(super) fn says(self, words: &str) -> Result<Self> {
        let wanted = words.to_lowercase();
        if self.said.to_lowercase().contains(&wanted) { Ok(self) } else { Err(self.unexpected(&format!("{words:?}"))) }
    }

    /// The last line with these words, for the timeline.
    pub(super) fn line_with(&self, words: &str) -> String {
        let words = words.to_lowercase();
        let line = self.said.lines().rev().find(|line| line.to_lowercase().contains(&words));
        line.unwrap_or_default().trim().to_owned()
    }

    /// The lines from the first one with these words on, at most so many.
    pub(super) fn lines_from(&self, words: &str, count: usize) -> String {
        let lines = self.said.lines().skip_while(|line| !line.contains(words)).take(count);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What was expected, what came, and where to read on.
    pub(super) fn unexpected(&self, expected: &str) -> Error {
        let lines: Vec<&str> = self.said.lines().collect();
        for line in &lines[lines.len().saturating_sub(TAIL)..] {
            eprintln!("    {line}");
        }
        let last = lines.iter().rev().find(|line| !line.trim().is_empty()).copied().unwrap_or("nothing");
        anyhow!(
            "`{}`: expected {expected}; came exit code {} and {:?}; the log is {}",
            self.line,
            self.code,
            last.trim(),
            self.log.display()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(code: u8, said: &str) -> Ran {
        Ran { line: "cargo x".to_owned(), code, said: said.to_owned(), log: "x.log".into() }
    }

    #[test]
    fn refusal_has_to_be_one_and_for_the_reason_that_was_meant() {
        ran(1, "error: Too small a step").refused("too small").unwrap();
        for wrong in [ran(0, "too small"), ran(1, "error: no network")] {
            let error = wrong.refused("too small").unwrap_err().to_string();
            assert!(error.contains("expected") && error.ends_with("the log is x.log"), "{error}");
        }
    }

    #[test]
    fn failure_is_no_success() {
        let error = ran(101, "a\nlast words\n\n").succeeded().unwrap_err().to_string();
        assert!(error.contains("came exit code 101 and \"last words\""), "{error}");
    }
}
