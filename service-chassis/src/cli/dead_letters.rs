//! `events dead-letters`.

use std::io::Write;

use serde_json::Value;

use super::args::{Confirmed, DeadLetters, Redrive, Selection};
use super::failure::Failure;
use crate::database::Connection;
use crate::facts::dead_letters::{self, Filter};
use crate::{Clock as _, SystemClock};

/// `release` is the one that runs.
pub(super) fn run(
    connection: &mut Connection,
    command: DeadLetters,
    release: String,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match command {
        DeadLetters::List(selection) => {
            for letter in dead_letters::list(connection, &filter(selection))? {
                writeln!(out, "{letter}")?;
            }
            Ok(())
        }
        DeadLetters::Show { consumer, cursor } => {
            let found = dead_letters::find(connection, &consumer, cursor)?;
            let missing = || Failure::Failed(format!("find a parked event of {consumer} at {cursor}: there is none"));
            let (letter, event) = found.ok_or_else(missing)?;
            writeln!(out, "{letter}")?;
            writeln!(out, "not taken by {}", letter.failed_release)?;
            let indented = serde_json::from_str::<Value>(&event).map(|event| format!("{event:#}"));
            Ok(writeln!(out, "{}", indented.unwrap_or(event))?)
        }
        DeadLetters::Redrive(Redrive { confirmed: Confirmed { selection, yes }, readable }) => {
            let filter = Filter { not_failed_in: readable.then_some(release), ..filter(selection) };
            if !yes {
                return unconfirmed(connection, &filter, out);
            }
            let count = dead_letters::redrive(connection, &filter, SystemClock.now())?;
            Ok(writeln!(out, "{count} will be tried again by the running service")?)
        }
        DeadLetters::Discard(Confirmed { selection, yes: true }) => {
            let count = dead_letters::discard(connection, &filter(selection))?;
            Ok(writeln!(out, "{count} deleted")?)
        }
        DeadLetters::Discard(Confirmed { selection, yes: false }) => unconfirmed(connection, &filter(selection), out),
    }
}

fn unconfirmed(connection: &mut Connection, filter: &Filter, out: &mut dyn Write) -> Result<(), Failure> {
    let count = dead_letters::count(connection, filter)?;
    Ok(writeln!(out, "{count} of them; confirm with --yes")?)
}

fn filter(Selection { consumer, event_type, subject, error, release }: Selection) -> Filter {
    Filter { consumer, event_type, subject, error, dataversion: release, not_failed_in: None }
}
