//! The steps that ran, with outcome and duration.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::step::Step;
use cargo_polyrepo::progress::{Progress, human};
use cargo_polyrepo::{interrupt, process};

#[derive(Debug)]
pub struct Ledger {
    entries: Vec<Entry>,
    go_on: bool,
    started: Instant,
    progress: Progress,
}

#[derive(Debug)]
struct Entry {
    folder: String,
    step: String,
    outcome: Outcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed(Duration),
    Failed(Duration),
    NotRun,
    Absent,
}

impl Ledger {
    /// `go_on` runs further steps after a failed one.
    pub fn new(go_on: bool) -> Self {
        Self { entries: Vec::new(), go_on, started: Instant::now(), progress: Progress::new() }
    }

    /// Runs the steps of one folder, with their output on the terminal.
    ///
    /// # Errors
    /// When the user interrupts.
    pub fn run(&mut self, folder: &str, steps: Vec<Step>) -> Result<()> {
        for mut step in steps {
            let outcome = if self.failed() && !self.go_on {
                Outcome::NotRun
            } else {
                self.progress.line("Checking", &format!("{folder}: {}", step.name));
                let started = Instant::now();
                let result = process::run(&mut step.command);
                interrupt::check()?;
                match result {
                    Ok(()) => Outcome::Passed(started.elapsed()),
                    Err(error) => {
                        eprintln!("error: {folder}: {}: {error:#}", step.name);
                        Outcome::Failed(started.elapsed())
                    }
                }
            };
            self.entries.push(Entry { folder: folder.to_owned(), step: step.name, outcome });
        }
        Ok(())
    }

    /// Records a missing folder.
    pub fn absent(&mut self, folder: &str) {
        self.entries.push(Entry { folder: folder.to_owned(), step: String::new(), outcome: Outcome::Absent });
    }

    /// Prints the table. Fails if a step failed, or if no step ran.
    pub fn close(self) -> ExitCode {
        eprint!("\n{}", self.table());
        let ran = self.entries.iter().any(|entry| matches!(entry.outcome, Outcome::Passed(_)));
        let verdict = if self.failed() || !ran { "FAILED" } else { "passed" };
        eprintln!("\n{verdict} in {}", human(self.started.elapsed()));
        if verdict == "passed" { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn failed(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry.outcome, Outcome::Failed(_)))
    }

    fn table(&self) -> String {
        let width =
            |column: fn(&Entry) -> &str| self.entries.iter().map(|entry| column(entry).len()).max().unwrap_or(0);
        let (folders, steps) = (width(|entry| &entry.folder), width(|entry| &entry.step));
        let mut table = String::new();
        for Entry { folder, step, outcome } in &self.entries {
            let outcome = match outcome {
                Outcome::Passed(took) => format!("passed  {:>12}", human(*took)),
                Outcome::Failed(took) => format!("FAILED  {:>12}", human(*took)),
                Outcome::NotRun => "not run".to_owned(),
                Outcome::Absent => "absent".to_owned(),
            };
            table.push_str(format!("  {folder:folders$}  {step:steps$}  {outcome}").trim_end());
            table.push('\n');
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn step(name: &str, program: &str) -> Step {
        Step { name: name.to_owned(), command: Command::new(program) }
    }

    #[test]
    fn first_failure_ends_the_run() {
        let mut ledger = Ledger::new(false);
        ledger.run("one", vec![step("a", "true"), step("b", "false")]).unwrap();
        ledger.run("two", vec![step("c", "true")]).unwrap();
        let table = ledger.table();
        assert!(table.contains("one  a  passed") && table.contains("one  b  FAILED"), "{table}");
        assert!(table.contains("two  c  not run"), "{table}");
        assert_eq!(ledger.close(), ExitCode::FAILURE);
    }

    #[test]
    fn going_on_runs_the_rest_and_still_fails() {
        let mut ledger = Ledger::new(true);
        ledger.run("one", vec![step("a", "false"), step("b", "true")]).unwrap();
        assert!(ledger.table().contains("one  b  passed"));
        assert_eq!(ledger.close(), ExitCode::FAILURE);
    }

    #[test]
    fn nothing_run_is_not_a_pass() {
        let mut ledger = Ledger::new(false);
        ledger.absent("service-a");
        assert_eq!(ledger.close(), ExitCode::FAILURE);
    }
}
