//! Numbers facts without gaps, in an order that keeps the facts about one subject in theirs.
//!
//! A number that is given out before the commit leaves gaps that may be filled later, and a reader that has gone on misses
//! what fills them. So committed rows are numbered, by one process at a time: it locks the row of the head, which also keeps
//! two processes from giving out the same number when the lease of one of them ran out.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::rt::time::timeout;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::Cursor;
use super::tables::{outbox, outbox_head};
use crate::Chassis;
use crate::background::Task;
use crate::database::{Connection, Error, Statement, Transaction};

/// How often new facts are looked for.
const INTERVAL: Duration = Duration::from_millis(20);
/// How often a process that stands by looks how far the other one is.
const STANDBY_INTERVAL: Duration = Duration::from_millis(100);
/// How long to wait after a failure.
const RETRY: Duration = Duration::from_secs(1);
/// How long another process waits for one that does not renew its lease.
const LEASE: TimeDelta = TimeDelta::seconds(3);
/// How many facts get their numbers in one transaction: some milliseconds of work.
const MAX_BATCH: i64 = 1_000;

/// The outcome of one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// So many got a number.
    Numbered(usize),
    /// Another process numbers.
    StandsBy,
}

/// The row of the head.
#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox_head, check_for_backend(diesel::mysql::Mysql))]
struct Row {
    epoch: i64,
    seq: i64,
    owner: Vec<u8>,
    leased_until: chrono::NaiveDateTime,
}

/// Numbers the facts of this service for as long as it runs. Of several processes on one database one does it, and another
/// takes over within seconds when it ends.
pub fn number(chassis: &Chassis) -> Task {
    let (chassis, owner) = (chassis.clone(), chassis.next_uuid());
    Box::pin(async move {
        while chassis.is_open() {
            let now = chassis.now();
            let outcome = chassis.database.run(move |connection| number_once(connection, owner, now)).await;
            let pause = match outcome {
                Ok((turn, head)) => {
                    chassis.head().move_to(head);
                    match turn {
                        Turn::Numbered(count) if count as i64 == MAX_BATCH => continue,
                        Turn::Numbered(_) => INTERVAL,
                        Turn::StandsBy => STANDBY_INTERVAL,
                    }
                }
                Err(error) => {
                    tracing::warn!("failed to number facts: failed to {error}; it is tried again");
                    RETRY
                }
            };
            let _ = timeout(pause, chassis.closing()).await;
        }
    })
}

fn number_once(connection: &mut Connection, owner: Uuid, now: DateTime<Utc>) -> Result<(Turn, Cursor), Error> {
    let Ok(done) = connection.transaction::<_, Infallible>(|transaction| {
        let row = lock_head(transaction, now)?;
        let head = Cursor { epoch: row.epoch, seq: row.seq };
        let (leased_until, own) = (row.leased_until.and_utc(), row.owner == owner.as_bytes());
        if !own && leased_until > now {
            return Ok(Ok((Turn::StandsBy, head)));
        }
        let positions: Vec<i64> = outbox::table
            .filter(outbox::seq.is_null())
            .order(outbox::position)
            .limit(MAX_BATCH)
            .select(outbox::position)
            .load(transaction)?;
        if positions.is_empty() && own && leased_until - now > LEASE / 2 {
            return Ok(Ok((Turn::Numbered(0), head)));
        }
        let seq = give_out(transaction, &positions, head.seq)?;
        let mut statement = Statement::default();
        statement
            .sql("UPDATE outbox_head SET seq = ")
            .big(seq)
            .sql(", leased_until = ")
            .time((now + LEASE).naive_utc());
        statement.sql(", generation = generation + (owner <> ").uuid(owner).sql("), owner = ").uuid(owner);
        statement.sql(" WHERE id = 1").execute(transaction)?;
        Ok(Ok((Turn::Numbered(positions.len()), Cursor { seq, ..head })))
    })?;
    Ok(done)
}

/// Locks the head. The first time, a new history begins.
fn lock_head(transaction: &mut Transaction, now: DateTime<Utc>) -> Result<Row, Error> {
    let query = || outbox_head::table.find(1).select(Row::as_select()).for_update();
    if let Some(row) = query().first(transaction).optional()? {
        return Ok(row);
    }
    let mut statement = Statement::default();
    statement.sql("INSERT IGNORE INTO outbox_head (id, epoch, seq, owner, leased_until, generation) VALUES (1, ");
    statement.big(now.timestamp()).sql(", 0, ").uuid(Uuid::nil()).sql(", ").time(now.naive_utc()).sql(", 0)");
    statement.execute(transaction)?;
    Ok(query().first(transaction)?)
}

/// Gives the rows at these positions the numbers behind `seq`; returns the last one.
///
/// Most positions follow each other, so a statement numbers a run of them. It looks up each position: a range would also lock
/// the row behind it, and wait there for a transaction that is not over.
fn give_out(transaction: &mut Transaction, positions: &[i64], mut seq: i64) -> Result<i64, Error> {
    for run in positions.chunk_by(|position, next| position + 1 == *next) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let mut statement = Statement::default();
        statement.sql("UPDATE outbox FORCE INDEX (outbox_position_key) SET seq = position + ").big(seq + 1 - first);
        statement.sql(" WHERE position IN (").list(", ", run, |part, position| _ = part.big(*position)).sql(")");
        let changed = statement.execute(transaction)?;
        if changed != run.len() {
            let missing = format_args!("number {} facts: {changed} were there", run.len()).to_string();
            return Err(Error::Corrupt(missing));
        }
        seq += last - first + 1;
    }
    Ok(seq)
}
