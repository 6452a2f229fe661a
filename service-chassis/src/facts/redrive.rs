//! Trying parked facts again, when a person asks for it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use super::tables::parked_facts;
use super::{Fact, Follower, Unfit};
use crate::database::{Connection, Error, Transaction};

/// A row that is tried: its epoch, its number and the event.
type Row = (i64, i64, String);

/// Tries what a person asked for, each subject in its order. A fact that still does not fit stays, with the new reason, and
/// so do those behind it.
pub(super) fn redrive(connection: &mut Connection, follower: Follower, now: DateTime<Utc>) -> Result<(), Error> {
    let of_consumer = || parked_facts::consumer.eq(follower.consumer);
    let subjects: Vec<Vec<u8>> = parked_facts::table
        .filter(of_consumer().and(parked_facts::redrive_at.is_not_null()))
        .select(parked_facts::subject_id)
        .distinct()
        .load(connection.mysql())?;
    for subject in subjects {
        let rows: Vec<Row> = parked_facts::table
            .filter(of_consumer().and(parked_facts::subject_id.eq(&subject)))
            .order((parked_facts::epoch, parked_facts::seq))
            .select((parked_facts::epoch, parked_facts::seq, parked_facts::payload))
            .load(connection.mysql())?;
        for row in &rows {
            let tried = connection.transaction(|transaction| take(transaction, follower, row, now))?;
            let Err(Unfit(reason)) = tried else { continue };
            let waiting = parked_facts::table.filter(of_consumer().and(parked_facts::subject_id.eq(&subject)));
            let none = parked_facts::redrive_at.eq(None::<chrono::NaiveDateTime>);
            diesel::update(waiting).set(none).execute(connection.mysql())?;
            let key = (follower.consumer, row.0, row.1);
            diesel::update(parked_facts::table.find(key))
                .set(parked_facts::reason.eq(reason))
                .execute(connection.mysql())?;
            break;
        }
    }
    Ok(())
}

fn take(
    transaction: &mut Transaction,
    follower: Follower,
    (epoch, seq, payload): &Row,
    now: DateTime<Utc>,
) -> Result<Result<(), Unfit>, Error> {
    let deleted = diesel::delete(parked_facts::table.find((follower.consumer, epoch, seq))).execute(transaction)?;
    if deleted == 0 {
        // Another process was faster.
        return Ok(Ok(()));
    }
    let event: Value = serde_json::from_str(payload).map_err(Error::corrupt)?;
    let fact = Fact::read(event).map_err(Error::corrupt)?;
    (follower.apply)(transaction, &fact, now)
}
