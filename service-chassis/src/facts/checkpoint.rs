//! How far a consumer has come.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::Cursor;
use super::tables::checkpoints;
use crate::database::{Connection, Error, Statement, Transaction};

/// The place behind the last fact that a consumer has dealt with; nothing before its first one.
pub(super) fn read(connection: &mut Connection, consumer: &str) -> Result<Option<Cursor>, Error> {
    let place = checkpoints::table.find(consumer).select((checkpoints::epoch, checkpoints::seq));
    let found: Option<(i64, i64)> = place.first(connection.mysql()).optional()?;
    Ok(found.map(|(epoch, seq)| Cursor { epoch, seq }))
}

/// Locks the place of a consumer, so that a second process waits and then finds that it has moved.
pub(super) fn lock(transaction: &mut Transaction, consumer: &str) -> Result<Option<Cursor>, Error> {
    let place = checkpoints::table.find(consumer).select((checkpoints::epoch, checkpoints::seq)).for_update();
    let found: Option<(i64, i64)> = place.first(transaction).optional()?;
    Ok(found.map(|(epoch, seq)| Cursor { epoch, seq }))
}

/// Gives a consumer its place, unless another process has moved it from `before` meanwhile; returns whether it did.
pub(super) fn begin(
    transaction: &mut Transaction,
    consumer: &str,
    before: Option<Cursor>,
    place: Cursor,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    if before.is_some() {
        let unmoved = lock(transaction, consumer)? == before;
        if unmoved {
            write(transaction, consumer, place, now)?;
        }
        return Ok(unmoved);
    }
    let mut statement = Statement::default();
    statement.sql("INSERT IGNORE INTO checkpoints (consumer, epoch, seq, moved_at) VALUES (").text(consumer).sql(", ");
    statement.big(place.epoch).sql(", ").big(place.seq).sql(", ").time(now.naive_utc()).sql(")");
    Ok(statement.execute(transaction)? == 1)
}

/// Moves a consumer, in the transaction of the effect.
pub(super) fn write(
    transaction: &mut Transaction,
    consumer: &str,
    Cursor { epoch, seq }: Cursor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("INSERT INTO checkpoints (consumer, epoch, seq, moved_at) VALUES (").text(consumer).sql(", ");
    statement.big(epoch).sql(", ").big(seq).sql(", ").time(now.naive_utc());
    statement.sql(") ON DUPLICATE KEY UPDATE epoch = VALUES(epoch), seq = VALUES(seq), moved_at = VALUES(moved_at)");
    statement.execute(transaction)?;
    Ok(())
}
