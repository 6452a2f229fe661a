//! Who reads the feed and how far: what facts are kept for.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::Cursor;
use super::tables::feed_readers;
use crate::database::{Connection, Error, Statement};

/// The most characters of a name.
const MAX_NAME: usize = 80;
/// The most readers. Any caller may name one, and facts are kept for each.
const MAX_READERS: i64 = 100;
/// How often a place is written at least while its reader comes.
const INTERVAL: TimeDelta = TimeDelta::seconds(5);
/// So many facts further, a place is written at once.
const STRIDE: i64 = 100;

/// A reader that has said where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reader {
    pub(crate) name: String,
    /// It has dealt with every fact up to here.
    pub(crate) place: Cursor,
    pub(crate) seen_at: DateTime<Utc>,
}

/// There are as many readers as there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooManyReaders;

/// Whether a reader may have this name.
pub(super) fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    (1..=MAX_NAME).contains(&text.len()) && text.bytes().all(allowed)
}

/// Notes that a reader has dealt with the facts up to `place`, now and then and not each time. Within an epoch a place never
/// moves back: what was acknowledged may be gone.
pub(super) fn acknowledge(
    connection: &mut Connection,
    name: &str,
    place: Cursor,
    now: DateTime<Utc>,
) -> Result<Result<(), TooManyReaders>, Error> {
    let connection = connection.mysql();
    let known = feed_readers::table.find(name).select((feed_readers::epoch, feed_readers::seq, feed_readers::seen_at));
    let known: Option<(i64, i64, NaiveDateTime)> = known.first(connection).optional()?;
    match known {
        Some((epoch, seq, seen_at))
            if epoch == place.epoch && place.seq < seq + STRIDE && now < seen_at.and_utc() + INTERVAL =>
        {
            return Ok(Ok(()));
        }
        None if feed_readers::table.count().get_result::<i64>(connection)? >= MAX_READERS => {
            return Ok(Err(TooManyReaders));
        }
        _ => {}
    }
    let mut statement = Statement::default();
    statement.sql("INSERT INTO feed_readers (reader, epoch, seq, seen_at) VALUES (").text(name).sql(", ");
    statement.big(place.epoch).sql(", ").big(place.seq).sql(", ").time(now.naive_utc());
    statement
        .sql(") ON DUPLICATE KEY UPDATE seq = IF(epoch = VALUES(epoch), GREATEST(seq, VALUES(seq)), VALUES(seq)), ");
    statement.sql("epoch = VALUES(epoch), seen_at = VALUES(seen_at)");
    statement.execute(connection)?;
    Ok(Ok(()))
}

/// Every reader.
pub(super) fn all(connection: &mut Connection) -> Result<Vec<Reader>, Error> {
    let rows: Vec<(String, i64, i64, NaiveDateTime)> = feed_readers::table
        .order(feed_readers::reader)
        .select((feed_readers::reader, feed_readers::epoch, feed_readers::seq, feed_readers::seen_at))
        .load(connection.mysql())?;
    let reader = |(name, epoch, seq, seen_at): (String, i64, i64, NaiveDateTime)| {
        let place = Cursor { epoch, seq };
        Reader { name, place, seen_at: seen_at.and_utc() }
    };
    Ok(rows.into_iter().map(reader).collect())
}

/// No longer waits for a reader that has not come since `since`.
pub(super) fn dismiss(connection: &mut Connection, name: &str, since: DateTime<Utc>) -> Result<usize, Error> {
    let silent = feed_readers::table.find(name).filter(feed_readers::seen_at.lt(since.naive_utc()));
    Ok(diesel::delete(silent).execute(connection.mysql())?)
}

impl Reader {
    /// The last fact that it needs no more. Of a reader in an earlier epoch it is not known, so it needs all.
    pub(crate) fn acknowledged(&self, head: Cursor) -> i64 {
        if self.place.epoch == head.epoch { self.place.seq } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_letters_digits_and_three_marks() {
        assert!(is_name("service-b.products_2") && is_name(&"a".repeat(MAX_NAME)));
        for text in ["", "service-b/products", "a b", "ä", "a\0", &"a".repeat(MAX_NAME + 1)] {
            assert!(!is_name(text), "{text:?}");
        }
    }
}
