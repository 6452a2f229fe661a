//! What a run does with each row.

use chrono::{DateTime, Utc};

use crate::database::Error;

/// One run over the fixtures.
#[derive(Debug, Clone, Copy)]
pub struct Pass {
    /// When it runs.
    pub now: DateTime<Utc>,
    /// Whether to write, or only to count.
    pub write: bool,
}

/// How many rows of a fixture had which fate.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// They were not there.
    pub created: usize,
    /// They differed.
    pub updated: usize,
    /// They were as the fixture says.
    pub unchanged: usize,
}

/// What to do with a row.
#[derive(Debug, PartialEq, Eq)]
pub enum Fate<'a, R> {
    /// It is not there.
    Create,
    /// It differs; the row as it is.
    Change(&'a R),
    /// It is as the fixture says.
    Leave,
}

impl Tally {
    /// Counts a row, and returns what to do with it; `wanted` is whether the old row is as the fixture says.
    pub fn count<'a, R>(&mut self, old: Option<&'a R>, wanted: impl FnOnce(&R) -> bool) -> Fate<'a, R> {
        match old {
            None => {
                self.created += 1;
                Fate::Create
            }
            Some(old) if wanted(old) => {
                self.unchanged += 1;
                Fate::Leave
            }
            Some(old) => {
                self.updated += 1;
                Fate::Change(old)
            }
        }
    }
}

impl Pass {
    /// Runs a statement, unless this pass only counts.
    ///
    /// # Errors
    /// When the database fails.
    pub fn write(&self, statement: impl FnOnce() -> diesel::QueryResult<usize>) -> Result<(), Error> {
        if self.write {
            statement()?;
        }
        Ok(())
    }
}
