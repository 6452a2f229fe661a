//! Reservation tasks: what a release without sagas leaves to do, in a rolling deploy or before this one was there.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Error, Statement, Transaction};
use shared_models::orders::OrderId;

use super::local_schema::reservation_tasks;

/// The call that is left to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Reserve,
    Release,
}

/// Removes tasks that are due, at most `limit`, and returns them. One that is leased belongs to the process that claimed it.
pub(crate) fn take(
    transaction: &mut Transaction,
    now: DateTime<Utc>,
    limit: u16,
) -> Result<Vec<(OrderId, Kind)>, Error> {
    let due: Vec<(OrderId, String)> = reservation_tasks::table
        .filter(reservation_tasks::next_attempt_at.le(now.naive_utc()))
        .order(reservation_tasks::next_attempt_at)
        .limit(limit.into())
        .select((reservation_tasks::order_id, reservation_tasks::kind))
        .for_update()
        .skip_locked()
        .load(transaction)?;
    if !due.is_empty() {
        let mut statement = Statement::default();
        statement.sql("DELETE task FROM reservation_tasks task FORCE INDEX (PRIMARY) WHERE order_id IN (");
        statement.list(", ", &due, |part, (id, _)| _ = part.uuid(id.uuid())).sql(")").execute(transaction)?;
    }
    due.into_iter().map(|(id, kind)| Ok((id, self::kind(&kind)?))).collect()
}

fn kind(word: &str) -> Result<Kind, Error> {
    match word {
        "reserve" => Ok(Kind::Reserve),
        "release" => Ok(Kind::Release),
        other => Err(Error::Corrupt(format!("unknown kind of task {other}"))),
    }
}
