//! Trying parked facts again, when a person asks for it.

use diesel::prelude::*;

use super::fact::NoPage;
use super::tables::parked_facts;
use super::take::Taker;
use super::{Fact, Unfit};
use crate::database::{Connection, Error, Transaction};

/// A row that is tried: its epoch, its number and the event.
type Row = (i64, i64, String);

/// Tries what a person asked for, each subject in its order. A fact that still does not fit stays, with the new reason, and
/// so do those behind it.
pub(super) fn redrive(connection: &mut Connection, taker: &Taker) -> Result<(), Error> {
    let consumer = taker.follower.consumer;
    let of_consumer = || parked_facts::consumer.eq(consumer);
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
            let tried = connection.transaction(|transaction| take(transaction, taker, row))?;
            let Err(Unfit(reason)) = tried else { continue };
            let waiting = parked_facts::table.filter(of_consumer().and(parked_facts::subject_id.eq(&subject)));
            let none = parked_facts::redrive_at.eq(None::<chrono::NaiveDateTime>);
            diesel::update(waiting).set(none).execute(connection.mysql())?;
            let (why, release) = (parked_facts::reason.eq(reason), parked_facts::failed_release.eq(&taker.release));
            let failed = diesel::update(parked_facts::table.find((consumer, row.0, row.1)));
            failed.set((why, release)).execute(connection.mysql())?;
            break;
        }
    }
    Ok(())
}

fn take(transaction: &mut Transaction, taker: &Taker, (epoch, seq, payload): &Row) -> Result<Result<(), Unfit>, Error> {
    let row = parked_facts::table.find((taker.follower.consumer, epoch, seq));
    if diesel::delete(row).execute(transaction)? == 0 {
        // Another process was faster.
        return Ok(Ok(()));
    }
    match read(payload) {
        Ok(fact) => (taker.follower.apply)(transaction, &fact, taker.now),
        Err(error) => Ok(Err(Unfit(format!("failed to {error}")))),
    }
}

fn read(payload: &str) -> Result<Fact, NoPage> {
    Fact::read(serde_json::from_str(payload)?)
}
