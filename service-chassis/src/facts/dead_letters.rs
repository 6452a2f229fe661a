//! Parked facts, as a person deals with them.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::mysql::Mysql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use uuid::Uuid;

use super::Cursor;
use super::tables::parked_facts;
use crate::database::{Connection, Error};

/// Which parked facts are meant; all of them without a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) consumer: Option<String>,
    pub(crate) event_type: Option<String>,
    pub(crate) subject: Option<Uuid>,
    /// What the reason has in it.
    pub(crate) error: Option<String>,
    /// The release of the models that wrote it.
    pub(crate) dataversion: Option<String>,
    /// Not those that this release of the service could not take.
    pub(crate) not_failed_in: Option<String>,
}

/// A parked fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeadLetter {
    pub(crate) consumer: String,
    pub(crate) cursor: Cursor,
    pub(crate) event_type: String,
    pub(crate) subject: Uuid,
    pub(crate) dataversion: String,
    pub(crate) reason: String,
    pub(crate) failed_release: String,
    pub(crate) parked_at: DateTime<Utc>,
}

diesel::define_sql_function! {
    fn locate(wanted: Text, text: Text) -> Integer;
}

type Row = (String, i64, i64, String, Vec<u8>, String, String, String, NaiveDateTime);
type Condition = Box<dyn BoxableExpression<parked_facts::table, Mysql, SqlType = Bool>>;

fn matches(filter: &Filter) -> Condition {
    let mut condition: Condition = Box::new(parked_facts::seq.ge(0));
    if let Some(consumer) = filter.consumer.clone() {
        condition = Box::new(condition.and(parked_facts::consumer.eq(consumer)));
    }
    if let Some(event_type) = filter.event_type.clone() {
        condition = Box::new(condition.and(parked_facts::event_type.eq(event_type)));
    }
    if let Some(subject) = filter.subject {
        condition = Box::new(condition.and(parked_facts::subject_id.eq(subject.as_bytes().to_vec())));
    }
    if let Some(error) = filter.error.clone() {
        condition = Box::new(condition.and(locate(error, parked_facts::reason).gt(0)));
    }
    if let Some(dataversion) = filter.dataversion.clone() {
        condition = Box::new(condition.and(parked_facts::dataversion.eq(dataversion)));
    }
    if let Some(release) = filter.not_failed_in.clone() {
        condition = Box::new(condition.and(parked_facts::failed_release.ne(release)));
    }
    condition
}

/// Those that match, in the order of the feed.
pub(crate) fn list(connection: &mut Connection, filter: &Filter) -> Result<Vec<DeadLetter>, Error> {
    let rows: Vec<Row> = parked_facts::table
        .filter(matches(filter))
        .order((parked_facts::consumer, parked_facts::epoch, parked_facts::seq))
        .select(COLUMNS)
        .load(connection.mysql())?;
    rows.into_iter().map(read).collect()
}

/// The one of a consumer behind a place, with the event as it came.
pub(crate) fn find(
    connection: &mut Connection,
    consumer: &str,
    Cursor { epoch, seq }: Cursor,
) -> Result<Option<(DeadLetter, String)>, Error> {
    let row = parked_facts::table.find((consumer, epoch, seq)).select((COLUMNS, parked_facts::payload));
    let found: Option<(Row, String)> = row.first(connection.mysql()).optional()?;
    found.map(|(row, event)| Ok((read(row)?, event))).transpose()
}

fn read(row: Row) -> Result<DeadLetter, Error> {
    let (consumer, epoch, seq, event_type, subject, dataversion, reason, failed_release, parked_at) = row;
    let subject = Uuid::from_slice(&subject).map_err(Error::corrupt)?;
    let (cursor, parked_at) = (Cursor { epoch, seq }, parked_at.and_utc());
    Ok(DeadLetter { consumer, cursor, event_type, subject, dataversion, reason, failed_release, parked_at })
}

/// How many match.
pub(crate) fn count(connection: &mut Connection, filter: &Filter) -> Result<i64, Error> {
    Ok(parked_facts::table.filter(matches(filter)).count().get_result(connection.mysql())?)
}

/// Asks the running service to try them again; returns how many there are.
pub(crate) fn redrive(connection: &mut Connection, filter: &Filter, now: DateTime<Utc>) -> Result<usize, Error> {
    let asked = diesel::update(parked_facts::table.filter(matches(filter)));
    Ok(asked.set(parked_facts::redrive_at.eq(now.naive_utc())).execute(connection.mysql())?)
}

/// Deletes them for good; returns how many there were.
pub(crate) fn discard(connection: &mut Connection, filter: &Filter) -> Result<usize, Error> {
    Ok(diesel::delete(parked_facts::table.filter(matches(filter))).execute(connection.mysql())?)
}

type Columns = (
    parked_facts::consumer,
    parked_facts::epoch,
    parked_facts::seq,
    parked_facts::event_type,
    parked_facts::subject_id,
    parked_facts::dataversion,
    parked_facts::reason,
    parked_facts::failed_release,
    parked_facts::parked_at,
);
const COLUMNS: Columns = (
    parked_facts::consumer,
    parked_facts::epoch,
    parked_facts::seq,
    parked_facts::event_type,
    parked_facts::subject_id,
    parked_facts::dataversion,
    parked_facts::reason,
    parked_facts::failed_release,
    parked_facts::parked_at,
);

impl fmt::Display for DeadLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { consumer, cursor, event_type, subject, dataversion, reason, failed_release: _, parked_at } = self;
        let at = parked_at.format("%Y-%m-%dT%H:%M:%SZ");
        write!(f, "{consumer} {cursor} {event_type} {subject} by {dataversion}, parked {at}: {reason}")
    }
}
