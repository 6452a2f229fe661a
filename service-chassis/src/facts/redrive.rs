//! Trying parked facts again, when a person asks for it.

use diesel::prelude::*;

use super::fact::NoPage;
use super::tables::parked_facts;
use super::take::Taker;
use super::{Fact, Unfit, checkpoint, parked};
use crate::database::{Connection, Error};

/// The most subjects of a round: the next one comes with the next page.
const MAX_SUBJECTS: i64 = 100;

/// A row that is tried: its epoch, its number and the event.
type Row = (i64, i64, String);

/// The outcome of one try.
enum Tried {
    Taken,
    /// It stays, and so do those behind it.
    Stays,
    /// No fact about the subject is left.
    NoneLeft,
}

/// Tries what a person asked for, each subject in its order. A fact that still does not fit stays, with the new reason, and
/// so do those behind it.
pub(super) fn redrive(connection: &mut Connection, taker: &Taker) -> Result<(), Error> {
    let asked = parked_facts::consumer.eq(taker.follower.consumer).and(parked_facts::redrive_at.is_not_null());
    let subjects: Vec<Vec<u8>> = parked_facts::table
        .filter(asked)
        .select(parked_facts::subject_id)
        .distinct()
        .limit(MAX_SUBJECTS)
        .load(connection.mysql())?;
    for subject in subjects {
        while let Tried::Taken = try_oldest(connection, taker, &subject)? {}
    }
    Ok(())
}

/// Tries the oldest fact about a subject. The place of the consumer is locked meanwhile, so that no other process parks a fact
/// behind one that is being taken.
fn try_oldest(connection: &mut Connection, taker: &Taker, subject: &[u8]) -> Result<Tried, Error> {
    let consumer = taker.follower.consumer;
    let of_subject = || parked_facts::consumer.eq(consumer).and(parked_facts::subject_id.eq(subject));
    let tried = connection.transaction(|transaction| {
        checkpoint::lock(transaction, consumer)?;
        let oldest = parked_facts::table.filter(of_subject()).order((parked_facts::epoch, parked_facts::seq)).select((
            parked_facts::epoch,
            parked_facts::seq,
            parked_facts::payload,
        ));
        let Some((epoch, seq, payload)) = oldest.first::<Row>(transaction).optional()? else {
            return Ok(Ok(Tried::NoneLeft));
        };
        diesel::delete(parked_facts::table.find((consumer, epoch, seq))).execute(transaction)?;
        let taken = match read(&payload) {
            Ok(fact) => (taker.follower.apply)(transaction, &fact, taker.now)?,
            Err(error) => Err(Unfit(format!("failed to {error}"))),
        };
        Ok(taken.map(|()| Tried::Taken).map_err(|unfit| (epoch, seq, unfit)))
    })?;
    let (epoch, seq, Unfit(reason)) = match tried {
        Ok(tried) => return Ok(tried),
        Err(stays) => stays,
    };
    let none = parked_facts::redrive_at.eq(None::<chrono::NaiveDateTime>);
    diesel::update(parked_facts::table.filter(of_subject())).set(none).execute(connection.mysql())?;
    let (why, release) =
        (parked_facts::reason.eq(parked::short(&reason)), parked_facts::failed_release.eq(&taker.release));
    let failed = diesel::update(parked_facts::table.find((consumer, epoch, seq)));
    failed.set((why, release)).execute(connection.mysql())?;
    Ok(Tried::Stays)
}

fn read(payload: &str) -> Result<Fact, NoPage> {
    Fact::read(serde_json::from_str(payload)?)
}
