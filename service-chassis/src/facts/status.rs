//! How far a feed and its consumers are.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::Cursor;
use super::tables::{checkpoints, outbox, outbox_head, parked_facts};
use crate::database::{Connection, Error};

/// The feed of this service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Feed {
    /// None before the first fact was numbered.
    head: Option<Cursor>,
    /// How many facts wait for a number.
    waiting: i64,
    /// How many are kept.
    kept: i64,
}

/// A consumer in this service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Consumer {
    name: String,
    place: Cursor,
    moved_at: DateTime<Utc>,
    parked: i64,
}

pub(crate) fn feed(connection: &mut Connection) -> Result<Feed, Error> {
    let connection = connection.mysql();
    let head: Option<(i64, i64)> =
        outbox_head::table.find(1).select((outbox_head::epoch, outbox_head::seq)).first(connection).optional()?;
    let waiting = outbox::table.filter(outbox::seq.is_null()).count().get_result(connection)?;
    let kept = outbox::table.filter(outbox::seq.is_not_null()).count().get_result(connection)?;
    Ok(Feed { head: head.map(|(epoch, seq)| Cursor { epoch, seq }), waiting, kept })
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
        let Self { head, waiting, kept } = self;
        match head {
            Some(head) => write!(f, "feed: at {head}, {kept} kept, {waiting} not numbered yet"),
            None => write!(f, "feed: nothing yet, {waiting} not numbered yet"),
        }
    }
}

impl fmt::Display for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, place, moved_at, parked } = self;
        let moved_at = moved_at.format("%Y-%m-%dT%H:%M:%SZ");
        write!(f, "consumer {name}: at {place} since {moved_at}, {parked} parked")
    }
}
