//! Sagas: the state of the checkout of each order, and when something is due.
//!
//! A row is written in the transaction of the change that makes it necessary, so none is lost; it is deleted when nothing is
//! left to do. `generation` is its fencing token: a worker remembers the number that it claimed, and changes the row only
//! while it still has that number. What a state means is not known here; see `orders::saga`.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Statement, Transaction};
use shared_models::orders::OrderId;

use super::Record;
use super::insert::insert;
use super::local_schema::sagas;

/// What the rows of this release follow. Every other row is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    pub name: &'static str,
    pub version: i32,
    pub states: &'static [&'static str],
}

impl Definition {
    fn has(&self, name: &str, version: i32, state: &str) -> bool {
        name == self.name && version == self.version && self.states.contains(&state)
    }
}

/// A saga that is due, and leased to this process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub turn: Turn,
    pub state: String,
    pub entered_at: DateTime<Utc>,
}

/// One attempt at what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub order_id: OrderId,
    /// Counts attempts and changes, this one included; the fencing token.
    pub generation: i32,
    /// How often fulfilment has refused for an unexpected reason, in this state.
    pub refusals: i32,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SagaRow {
    pub(crate) order_id: OrderId,
    pub(crate) definition: &'static str,
    pub(crate) definition_version: i32,
    pub(crate) state: &'static str,
    pub(crate) generation: i32,
    pub(crate) refusals: i32,
    pub(crate) next_timer_at: Option<NaiveDateTime>,
    pub(crate) entered_at: NaiveDateTime,
}

/// A row that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// `None` when the row follows another definition.
    pub(crate) state: Option<String>,
    pub(crate) generation: i32,
}

/// Leases the sagas that are due longest, at most `limit`, until `leased_until`.
///
/// Two instances never lease the same one: each skips the rows that the other has locked.
pub fn claim(
    connection: &mut Connection,
    definition: Definition,
    now: DateTime<Utc>,
    leased_until: DateTime<Utc>,
    limit: u16,
) -> Result<Vec<Due>, Error> {
    let claimed = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        // In the order of the index, so that no more rows are locked than are leased, however many wait.
        let due: Vec<(OrderId, String, i32, i32, NaiveDateTime)> = sagas::table
            .filter(sagas::next_timer_at.le(now.naive_utc()))
            .filter(sagas::definition.eq(definition.name))
            .filter(sagas::definition_version.eq(definition.version))
            .filter(sagas::state.eq_any(definition.states))
            .order(sagas::next_timer_at)
            .limit(limit.into())
            .select((sagas::order_id, sagas::state, sagas::generation, sagas::refusals, sagas::entered_at))
            .for_update()
            .skip_locked()
            .load(transaction)?;
        if !due.is_empty() {
            let mut statement = Statement::default();
            statement.sql("UPDATE sagas FORCE INDEX (PRIMARY) SET generation = generation + 1, next_timer_at = ");
            statement.time(leased_until.naive_utc()).sql(" WHERE order_id IN (");
            statement.list(", ", &due, |part, (id, ..)| _ = part.uuid(id.uuid())).sql(")").execute(transaction)?;
        }
        Ok(Ok(due.into_iter().map(leased).collect()))
    })?;
    let Ok(claimed) = claimed;
    Ok(claimed)
}

fn leased((order_id, state, generation, refusals, entered_at): (OrderId, String, i32, i32, NaiveDateTime)) -> Due {
    Due { turn: Turn { order_id, generation: generation + 1, refusals }, state, entered_at: entered_at.and_utc() }
}

/// A saga that follows another definition, as (order, definition, version, state), if one is among those that are due longest:
/// what is left alone gets there.
pub fn stranger(
    connection: &mut Connection,
    definition: Definition,
    now: DateTime<Utc>,
) -> Result<Option<(OrderId, String, i32, String)>, Error> {
    let due: Vec<(OrderId, String, i32, String)> = sagas::table
        .filter(sagas::next_timer_at.le(now.naive_utc()))
        .order(sagas::next_timer_at)
        .limit(16)
        .select((sagas::order_id, sagas::definition, sagas::definition_version, sagas::state))
        .load(connection.mysql())?;
    Ok(due.into_iter().find(|(_, name, version, state)| !definition.has(name, *version, state)))
}

/// Postpones what is due.
pub fn postpone(connection: &mut Connection, turn: Turn, until: DateTime<Utc>) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE sagas SET next_timer_at = ").time(until.naive_utc());
    at(&mut statement, turn).execute(connection.mysql())?;
    Ok(())
}

/// Postpones what was refused, and writes `record` if there is one; returns whether the saga still waits for this attempt.
pub fn postpone_refused(
    connection: &mut Connection,
    turn: Turn,
    until: DateTime<Utc>,
    record: Option<&Record>,
) -> Result<bool, Error> {
    let done = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        let mut statement = Statement::default();
        statement.sql("UPDATE sagas SET refusals = refusals + 1, next_timer_at = ").time(until.naive_utc());
        let there = at(&mut statement, turn).execute(transaction)? == 1;
        if let Some(record) = record.filter(|_| there) {
            record.write(transaction)?;
        }
        Ok(Ok(there))
    })?;
    let Ok(there) = done;
    Ok(there)
}

fn at<'a, 'b>(statement: &'b mut Statement<'a>, turn: Turn) -> &'b mut Statement<'a> {
    statement.sql(" WHERE order_id = ").uuid(turn.order_id.uuid()).sql(" AND generation = ").int(turn.generation)
}

/// The saga of an order, locked.
pub(crate) fn lock(transaction: &mut Transaction, definition: Definition, id: OrderId) -> Result<Option<Found>, Error> {
    let row: Option<(String, i32, String, i32)> = sagas::table
        .find(id)
        .select((sagas::definition, sagas::definition_version, sagas::state, sagas::generation))
        .for_update()
        .first(transaction)
        .optional()?;
    Ok(row.map(|(name, version, state, generation)| Found {
        state: definition.has(&name, version, &state).then_some(state),
        generation,
    }))
}

/// Adds the sagas of new orders.
pub(crate) fn insert(transaction: &mut Transaction, rows: &[SagaRow]) -> Result<(), Error> {
    insert_statement(rows).execute(transaction)?;
    Ok(())
}

/// Takes a saga to another state, whatever it was in; the generation of `row` is for one that begins.
pub(crate) fn enter(transaction: &mut Transaction, row: SagaRow) -> Result<(), Error> {
    let rows = [row];
    insert_statement(&rows)
        .sql(
            " ON DUPLICATE KEY UPDATE state = VALUES(state), generation = generation + 1, refusals = 0, \
             next_timer_at = VALUES(next_timer_at), entered_at = VALUES(entered_at)",
        )
        .execute(transaction)?;
    Ok(())
}

fn insert_statement(rows: &[SagaRow]) -> Statement<'_> {
    insert!(rows => sagas: SagaRow {
        order_id, definition, definition_version, state, generation, refusals, next_timer_at, entered_at
    })
}

/// Takes sagas that still have these generations to another state.
///
/// Through the primary key, because the optimizer prefers a scan of a small table, which waits for locked rows.
pub(crate) fn enter_all(
    transaction: &mut Transaction,
    turns: &[(OrderId, i32)],
    state: &str,
    timer: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE sagas FORCE INDEX (PRIMARY) SET state = ").text(state);
    statement.sql(", generation = generation + 1, refusals = 0, next_timer_at = ").time(timer.naive_utc());
    statement.sql(", entered_at = ").time(now.naive_utc()).sql(" WHERE ");
    statement
        .list(" OR ", turns, |part, (order_id, generation)| {
            part.sql("(order_id = ").uuid(order_id.uuid()).sql(" AND generation = ").int(*generation).sql(")");
        })
        .execute(transaction)?;
    Ok(())
}

/// Ends a saga.
pub(crate) fn end(transaction: &mut Transaction, id: OrderId) -> Result<(), Error> {
    Statement::default().sql("DELETE FROM sagas WHERE order_id = ").uuid(id.uuid()).execute(transaction)?;
    Ok(())
}
