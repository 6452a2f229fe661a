//! Deletes facts that are old and that every reader has dealt with.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::tables::outbox;
use super::{head, reader};
use crate::Chassis;
use crate::background::{Task, every};
use crate::database::{Connection, Error, Statement};

/// How often old facts are looked for.
const INTERVAL: Duration = Duration::from_secs(60);
/// How many facts are deleted at once: few enough that no request notices the locks.
const MAX_BATCH: i64 = 500;

/// Deletes facts that are older than `EVENTS_KEEP_DAYS` and that every reader has acknowledged, for as long as the service
/// runs. A reader that has not come for `EVENTS_WAIT_DAYS` is not waited for any more.
pub fn forget(chassis: &Chassis) -> Task {
    every(chassis, INTERVAL, "forget facts", |chassis| async move {
        let count = forget_old_facts(&chassis).await?;
        if count > 0 {
            tracing::info!(count, "old facts are forgotten");
        }
        Ok(())
    })
}

/// Deletes the facts that need not be kept any more; returns how many there were.
///
/// # Errors
/// When the database fails; what is deleted by then stays so.
pub async fn forget_old_facts(chassis: &Chassis) -> Result<usize, Error> {
    let (now, config) = (chassis.now(), chassis.events());
    let (since, before) = (now - config.wait, now - config.keep);
    chassis.database.run(move |connection| dismiss_silent(connection, since)).await?;
    let mut all = 0;
    loop {
        let count = chassis.database.run(move |connection| forget_batch(connection, before)).await?;
        all += count;
        if count < MAX_BATCH as usize {
            return Ok(all);
        }
    }
}

fn dismiss_silent(connection: &mut Connection, since: DateTime<Utc>) -> Result<(), Error> {
    for reader in reader::all(connection)?.into_iter().filter(|reader| reader.seen_at < since) {
        if reader::dismiss(connection, &reader.name, since)? > 0 {
            let (name, place, seen_at) = (reader.name, reader.place, reader.seen_at);
            tracing::warn!(reader = name, %place, %seen_at, "a reader has not come for long; facts are not kept for it");
        }
    }
    Ok(())
}

/// From the oldest on, up to the first one that is to be kept: the numbers of those that stay have no gap.
fn forget_batch(connection: &mut Connection, before: DateTime<Utc>) -> Result<usize, Error> {
    let Some(head) = head::stored(connection.mysql())? else { return Ok(0) };
    let acknowledged = reader::all(connection)?.iter().map(|reader| reader.acknowledged(head)).min();
    let facts: Vec<(Option<i64>, NaiveDateTime)> = outbox::table
        .filter(outbox::seq.le(acknowledged.unwrap_or(head.seq)))
        .order(outbox::seq)
        .limit(MAX_BATCH)
        .select((outbox::seq, outbox::occurred_at))
        .load(connection.mysql())?;
    let old = facts.into_iter().take_while(|(_, occurred_at)| *occurred_at < before.naive_utc());
    let Some(last) = old.filter_map(|(seq, _)| seq).last() else { return Ok(0) };
    let mut statement = Statement::default();
    statement.sql("DELETE FROM outbox WHERE seq <= ").big(last);
    Ok(statement.execute(connection.mysql())?)
}
