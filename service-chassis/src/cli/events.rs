//! `events`.

use std::io::Write;

use super::args::{Confirmed, DeadLetters, Events, Selection};
use super::failure::Failure;
use crate::config::DatabaseConfig;
use crate::database::Connection;
use crate::facts::dead_letters::{self, DeadLetter, Filter};
use crate::facts::status;
use crate::{Application, Clock as _, Service, SystemClock};

pub(super) fn run<A: Application>(
    service: &Service<A>,
    command: &Events,
    config: &DatabaseConfig,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let tables = service.tables()?;
    let has = |name: &str| tables.iter().any(|table| table.name == name);
    let mut connection = Connection::open(&config.url)?;
    match command {
        Events::Status => {
            if has("outbox_head") {
                writeln!(out, "{}", status::feed(&mut connection)?)?;
            }
            if has("checkpoints") {
                for consumer in status::consumers(&mut connection)? {
                    writeln!(out, "{consumer}")?;
                }
            }
            Ok(())
        }
        Events::DeadLetters(_) if !has("parked_facts") => {
            Err(Failure::Usage("events dead-letters: this service follows no other one".to_owned()))
        }
        Events::DeadLetters(command) => dead_letters(&mut connection, command, out),
    }
}

fn dead_letters(connection: &mut Connection, command: &DeadLetters, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        DeadLetters::List(selection) => {
            for letter in dead_letters::list(connection, &filter(selection))? {
                let DeadLetter { consumer, cursor, event_type, subject, dataversion, reason, parked_at } = letter;
                let at = parked_at.format("%Y-%m-%dT%H:%M:%SZ");
                writeln!(out, "{consumer} {cursor} {event_type} {subject} by {dataversion}, parked {at}: {reason}")?;
            }
            Ok(())
        }
        DeadLetters::Redrive(Confirmed { selection, yes: true }) => {
            let count = dead_letters::redrive(connection, &filter(selection), SystemClock.now())?;
            Ok(writeln!(out, "{count} will be tried again by the running service")?)
        }
        DeadLetters::Discard(Confirmed { selection, yes: true }) => {
            let count = dead_letters::discard(connection, &filter(selection))?;
            Ok(writeln!(out, "{count} deleted")?)
        }
        DeadLetters::Redrive(Confirmed { selection, .. }) | DeadLetters::Discard(Confirmed { selection, .. }) => {
            let count = dead_letters::count(connection, &filter(selection))?;
            Ok(writeln!(out, "{count} of them; confirm with --yes")?)
        }
    }
}

fn filter(Selection { consumer, event_type, subject }: &Selection) -> Filter {
    Filter { consumer: consumer.clone(), event_type: event_type.clone(), subject: *subject }
}
