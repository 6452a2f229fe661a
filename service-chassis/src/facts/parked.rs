//! Facts that a consumer could not take. They wait, together with later ones about the same subject, so that nothing about
//! a subject is applied out of order.

use std::collections::HashSet;

use diesel::prelude::*;
use uuid::Uuid;

use super::Fact;
use super::tables::parked_facts;
use super::take::Taker;
use crate::database::{Error, Statement, Transaction};

/// The most characters of a reason that are kept.
const MAX_REASON: usize = 500;

/// The subjects of `facts` with a fact that waits.
pub(super) fn subjects(transaction: &mut Transaction, consumer: &str, facts: &[Fact]) -> Result<HashSet<Uuid>, Error> {
    let subjects = facts.iter().map(|fact| fact.subject.as_bytes().to_vec());
    let of_them = parked_facts::consumer.eq(consumer).and(parked_facts::subject_id.eq_any(subjects));
    let waiting = parked_facts::table.filter(of_them);
    let ids: Vec<Vec<u8>> = waiting.select(parked_facts::subject_id).distinct().load(transaction)?;
    ids.iter().map(|id| Uuid::from_slice(id).map_err(Error::corrupt)).collect()
}

/// A reason as it is kept.
pub(super) fn short(reason: &str) -> String {
    reason.chars().take(MAX_REASON).collect()
}

/// Parks a fact.
pub(super) fn park(transaction: &mut Transaction, taker: &Taker, fact: &Fact, reason: &str) -> Result<(), Error> {
    let Fact { cursor, id, event_type, subject, dataversion, event, .. } = fact;
    let (payload, reason) = (event.to_string(), short(reason));
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
