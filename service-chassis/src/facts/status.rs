//! How far a feed, its readers and the consumers in this service are.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::tables::{checkpoints, outbox, parked_facts};
use super::{Cursor, head, reader};
use crate::database::{Connection, Error};

/// The feed of this service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Feed {
    /// None before the first fact was numbered.
    head: Option<Cursor>,
    /// The number of the oldest fact that is kept.
    oldest: Option<i64>,
    kept: i64,
    /// How many facts wait for a number.
    waiting: i64,
    /// Since when the oldest of them does.
    waiting_since: Option<DateTime<Utc>>,
    readers: Vec<Lag>,
    now: DateTime<Utc>,
}

/// How far a reader of the feed is behind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lag {
    reader: reader::Reader,
    facts: i64,
    /// Since when the oldest fact that it has not dealt with is there.
    since: Option<DateTime<Utc>>,
}

/// A consumer in this service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Consumer {
    name: String,
    place: Cursor,
    moved_at: DateTime<Utc>,
    parked: i64,
}

pub(crate) fn feed(connection: &mut Connection, now: DateTime<Utc>) -> Result<Feed, Error> {
    let head = head::stored(connection.mysql())?;
    let oldest = head::oldest(connection.mysql())?;
    let kept = outbox::table.filter(outbox::seq.is_not_null()).count().get_result(connection.mysql())?;
    let (waiting, since): (i64, Option<NaiveDateTime>) = outbox::table
        .filter(outbox::seq.is_null())
        .select((count_star(), min(outbox::occurred_at)))
        .first(connection.mysql())?;
    let mut readers = Vec::new();
    for reader in reader::all(connection)? {
        let acknowledged = head.map_or(0, |head| reader.acknowledged(head));
        let behind = || outbox::table.filter(outbox::seq.gt(acknowledged));
        let facts = behind().count().get_result(connection.mysql())?;
        let next = behind().order(outbox::seq).select(outbox::occurred_at);
        let since: Option<NaiveDateTime> = next.first(connection.mysql()).optional()?;
        readers.push(Lag { reader, facts, since: since.map(|since| since.and_utc()) });
    }
    Ok(Feed { head, oldest, kept, waiting, waiting_since: since.map(|since| since.and_utc()), readers, now })
}

pub(crate) fn consumers(connection: &mut Connection) -> Result<Vec<Consumer>, Error> {
    let connection = connection.mysql();
    let rows: Vec<(String, i64, i64, NaiveDateTime)> = checkpoints::table
        .order(checkpoints::consumer)
        .select((checkpoints::consumer, checkpoints::epoch, checkpoints::seq, checkpoints::moved_at))
        .load(connection)?;
    let consumer = |(name, epoch, seq, moved_at): (String, i64, i64, NaiveDateTime)| {
        let parked = parked_facts::table.filter(parked_facts::consumer.eq(&name)).count().get_result(connection)?;
        Ok(Consumer { name, place: Cursor { epoch, seq }, moved_at: moved_at.and_utc(), parked })
    };
    rows.into_iter().map(consumer).collect()
}

impl fmt::Display for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { head, oldest, kept, waiting, waiting_since, readers, now } = self;
        let age = |since: &Option<DateTime<Utc>>| since.map_or(0, |since| (*now - since).num_seconds().max(0));
        match head {
            Some(head) => write!(f, "feed: at {head}, {kept} kept")?,
            None => write!(f, "feed: nothing yet")?,
        }
        if let Some(oldest) = oldest {
            write!(f, ", the oldest is {oldest}")?;
        }
        write!(f, "; {waiting} not numbered yet")?;
        if *waiting > 0 {
            write!(f, ", the oldest for {} s", age(waiting_since))?;
        }
        for Lag { reader, facts, since } in readers {
            let reader::Reader { name, place, seen_at } = reader;
            let (seconds, seen_at) = (age(since), seen_at.format("%Y-%m-%dT%H:%M:%SZ"));
            write!(f, "\nreader {name}: at {place}, {facts} behind for {seconds} s, seen {seen_at}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, place, moved_at, parked } = self;
        let moved_at = moved_at.format("%Y-%m-%dT%H:%M:%SZ");
        write!(f, "consumer {name}: at {place} since {moved_at}, {parked} parked")
    }
}
