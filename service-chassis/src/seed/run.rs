//! Writes fixtures.

use std::convert::Infallible;
use std::fmt;

use super::{Fixture, Located, Pass, Tally};
use crate::Clock;
use crate::database::{Connection, Error};

/// What a run did or, when it was a dry one, would do.
pub struct Report {
    dry_run: bool,
    files: Vec<(&'static str, Tally)>,
}

/// What is wrong with a fixture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedFault {
    /// The file.
    pub file: &'static str,
    /// Where in it: a JSON pointer.
    pub pointer: String,
    /// What is wrong there.
    pub detail: String,
}

impl fmt::Display for SeedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.pointer, self.detail)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, Tally { created, updated, unchanged }) in &self.files {
            let would = if self.dry_run { "would be " } else { "" };
            writeln!(f, "{name:>20}  {would}{created} created, {updated} updated, {unchanged} unchanged")?;
        }
        Ok(())
    }
}

/// Writes `fixtures` in one transaction, or only counts what it would change.
///
/// # Errors
/// The outer error is the database's; the inner one has every fault of every file, and then nothing was written.
pub fn run(
    connection: &mut Connection,
    fixtures: &[Fixture],
    dry_run: bool,
    clock: &dyn Clock,
) -> Result<Result<Report, Vec<SeedFault>>, Error> {
    let mut plans = Vec::new();
    let mut faults = Vec::new();
    for Fixture { name, text, read } in fixtures {
        match read(text) {
            Ok(plan) => plans.push((*name, plan)),
            Err(found) => {
                let located = |(pointer, detail): Located| SeedFault { file: name, pointer, detail };
                faults.extend(found.into_iter().map(located));
            }
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let pass = Pass { now: clock.now(), write: !dry_run };
    let written = connection.transaction::<_, Infallible>(|transaction| {
        plans.iter().map(|(name, plan)| Ok((*name, plan(transaction, &pass)?))).collect::<Result<_, _>>().map(Ok)
    })?;
    let Ok(files) = written;
    Ok(Ok(Report { dry_run, files }))
}
