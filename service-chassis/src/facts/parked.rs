//! Facts that a consumer could not take. They wait, together with later ones about the same subject, so that nothing about
//! a subject is applied out of order.

use diesel::prelude::*;
use uuid::Uuid;

use super::Fact;
use super::tables::parked_facts;
use super::take::Taker;
use crate::database::{Error, Statement, Transaction};

/// The most characters of a reason that are kept.
const MAX_REASON: usize = 500;

/// The subjects with a fact that waits.
pub(super) fn subjects(transaction: &mut Transaction, consumer: &str) -> Result<Vec<Uuid>, Error> {
    let waiting = parked_facts::table.filter(parked_facts::consumer.eq(consumer));
    let ids: Vec<Vec<u8>> = waiting.select(parked_facts::subject_id).distinct().load(transaction)?;
    ids.iter().map(|id| Uuid::from_slice(id).map_err(Error::corrupt)).collect()
}

/// Parks a fact.
pub(super) fn park(transaction: &mut Transaction, taker: &Taker, fact: &Fact, reason: &str) -> Result<(), Error> {
    let Fact { cursor, id, event_type, subject, dataversion, event, .. } = fact;
    let (payload, reason) = (event.to_string(), reason.chars().take(MAX_REASON).collect::<String>());
    let mut statement = Statement::default();
    statement.sql(
        "INSERT IGNORE INTO parked_facts (consumer, epoch, seq, id, event_type, subject_id, dataversion, payload, ",
    );
    statement
        .sql("reason, failed_release, parked_at) VALUES (")
        .text(taker.follower.consumer)
        .sql(", ")
        .big(cursor.epoch)
        .sql(", ")
        .big(cursor.seq);
    statement.sql(", ").uuid(*id).sql(", ").text(event_type).sql(", ").uuid(*subject).sql(", ").text(dataversion);
    statement.sql(", ").text(&payload).sql(", ").text(&reason).sql(", ");
    statement.text(&taker.release).sql(", ").time(taker.now.naive_utc()).sql(")");
    statement.execute(transaction)?;
    Ok(())
}
