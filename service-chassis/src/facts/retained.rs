//! Which facts are kept, by the release of the models that wrote them.

use std::fmt;

use diesel::QueryableByName;
use diesel::RunQueryDsl as _;
use diesel::sql_types::{BigInt, Text};

use super::{Cursor, head, reader};
use crate::database::{Connection, Error};

/// So many facts of one type, written by one release.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub(crate) struct Retained {
    #[diesel(sql_type = Text)]
    dataversion: String,
    #[diesel(sql_type = Text)]
    event_type: String,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The oldest fact of the outbox, and the readers for which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Oldest {
    place: Cursor,
    readers: Vec<String>,
}

/// What the outbox keeps.
pub(crate) fn outbox(connection: &mut Connection) -> Result<Vec<Retained>, Error> {
    let sql = "SELECT COALESCE(JSON_UNQUOTE(JSON_EXTRACT(payload, '$.dataversion')), '') AS dataversion, event_type, \
               COUNT(*) AS count FROM outbox GROUP BY 1, 2 ORDER BY 1, 2";
    Ok(diesel::sql_query(sql).load(connection.mysql())?)
}

/// What is parked.
pub(crate) fn parked(connection: &mut Connection) -> Result<Vec<Retained>, Error> {
    let sql = "SELECT dataversion, event_type, COUNT(*) AS count FROM parked_facts GROUP BY 1, 2 ORDER BY 1, 2";
    Ok(diesel::sql_query(sql).load(connection.mysql())?)
}

/// Who holds the oldest fact; nothing where there is no fact.
pub(crate) fn oldest(connection: &mut Connection) -> Result<Option<Oldest>, Error> {
    let (head, oldest) = (head::stored(connection.mysql())?, head::oldest(connection.mysql())?);
    let Some((head, seq)) = head.zip(oldest) else { return Ok(None) };
    let readers = reader::all(connection)?.into_iter().filter(|reader| reader.acknowledged(head) < seq);
    Ok(Some(Oldest { place: Cursor { seq, ..head }, readers: readers.map(|reader| reader.name).collect() }))
}

impl fmt::Display for Retained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dataversion, event_type, count } = self;
        write!(f, "{count} {event_type} by {dataversion}")
    }
}

impl fmt::Display for Oldest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, readers } = self;
        match readers.as_slice() {
            [] => write!(f, "the oldest is {place}: no reader holds it, it goes when it is old enough"),
            readers => write!(f, "the oldest is {place}: held by {}", readers.join(", ")),
        }
    }
}
