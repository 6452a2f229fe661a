//! `events`.

use std::io::Write;
use std::time::Duration;

use super::args::{Events, Tail};
use super::dead_letters;
use super::failure::Failure;
use crate::config::DatabaseConfig;
use crate::database::Connection;
use crate::facts::{Cursor, epoch, event, page, retained, status};
use crate::{Application, Clock as _, Service, SystemClock};

/// The most facts that are read at once.
const LIMIT: u16 = 1_000;
/// How often `--follow` looks for new ones.
const INTERVAL: Duration = Duration::from_millis(200);

pub(super) fn run<A: Application>(
    service: &Service<A>,
    command: Events,
    config: &DatabaseConfig,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let tables = service.tables()?;
    let has = |name: &str| tables.iter().any(|table| table.name == name);
    let (publishes, follows) = (has("outbox_head"), has("parked_facts"));
    match command {
        Events::Tail(_) | Events::Epoch | Events::NewEpoch { .. } if !publishes => {
            return Err(Failure::Usage("events: this service publishes nothing".to_owned()));
        }
        Events::DeadLetters(_) if !follows => {
            return Err(Failure::Usage("events dead-letters: this service follows no other one".to_owned()));
        }
        _ => {}
    }
    let connection = &mut Connection::open(&config.url)?;
    match command {
        Events::Status => {
            if publishes {
                writeln!(out, "{}", status::feed(connection, SystemClock.now())?)?;
            }
            if follows {
                lines(out, status::consumers(connection)?)?;
            }
            Ok(())
        }
        Events::Retained => {
            if publishes {
                lines(out, retained::outbox(connection)?.iter().map(|facts| format!("kept: {facts}")))?;
                lines(out, retained::oldest(connection)?)?;
            }
            if follows {
                lines(out, retained::parked(connection)?.iter().map(|facts| format!("parked: {facts}")))?;
            }
            Ok(())
        }
        Events::Tail(arguments) => tail(connection, &arguments, out),
        Events::Epoch => print_epoch(epoch::head(connection)?, out),
        Events::NewEpoch { yes: true } => print_epoch(epoch::begin_another(connection, SystemClock.now())?, out),
        Events::NewEpoch { yes: false } => Err(Failure::Usage(
            "events new-epoch: every reader will begin again with a snapshot; confirm with --yes".to_owned(),
        )),
        Events::DeadLetters(command) => dead_letters::run(connection, command, service.prepare()?.release(), out),
    }
}

fn lines<T: std::fmt::Display>(out: &mut dyn Write, items: impl IntoIterator<Item = T>) -> Result<(), Failure> {
    items.into_iter().try_for_each(|item| Ok(writeln!(out, "{item}")?))
}

fn print_epoch(head: Option<Cursor>, out: &mut dyn Write) -> Result<(), Failure> {
    match head {
        Some(Cursor { epoch, seq }) => writeln!(out, "epoch {epoch}, at {seq}")?,
        None => writeln!(out, "no epoch yet: the service begins one when it runs")?,
    }
    Ok(())
}

/// Prints facts as the feed has them, one on each line.
fn tail(
    connection: &mut Connection,
    Tail { after, event_type, follow }: &Tail,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut after = *after;
    loop {
        let page = page::read(connection, after, LIMIT)?;
        let page = page.map_err(|gone| Failure::Failed(format!("read the events: {}", gone.detail())))?;
        for fact in page.facts.iter().filter(|fact| event_type.as_ref().is_none_or(|wanted| *wanted == fact.event_type))
        {
            let cursor = Cursor { epoch: page.epoch, seq: fact.seq };
            writeln!(out, "{}", event(cursor, &fact.payload))?;
        }
        match page.facts.last() {
            Some(last) => after = Some(Cursor { epoch: page.epoch, seq: last.seq }),
            None if *follow => wait(),
            None => return Ok(()),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a person waits here for whatever comes, until they end the command")]
fn wait() {
    std::thread::sleep(INTERVAL);
}
