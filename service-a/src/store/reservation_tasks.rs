//! Reservation tasks: the work queue of calls to fulfilment.
//!
//! A task is written in the transaction that makes it necessary, so none is lost; it is deleted when fulfilment has
//! answered. `attempts` is its fencing token: a worker remembers the number it claimed, and changes the task only while it
//! still has that number.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use service_chassis::database::{Connection, Error, Statement, Transaction};
use shared_models::inventory::{ReserveLine, ReserveStock};
use shared_models::orders::{OrderId, OrderItemEntity};

use super::insert::insert;
use super::local_schema::reservation_tasks;
use super::{Record, order_items};

/// The call to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Reserve this.
    Reserve(ReserveStock),
    /// Release what was reserved.
    Release,
}

/// A task that is leased to this process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub turn: Turn,
    pub kind: Kind,
}

/// One attempt at a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The order it is about.
    pub order_id: OrderId,
    /// The attempts so far, this one included; the fencing token.
    pub attempts: i32,
    /// How often fulfilment has refused for an unexpected reason.
    pub refusals: i32,
}

/// A new row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TaskRow {
    order_id: OrderId,
    kind: &'static str,
    attempts: i32,
    next_attempt_at: NaiveDateTime,
    refusals: i32,
}

const RESERVE: &str = "reserve";
const RELEASE: &str = "release";

impl TaskRow {
    /// The task to reserve the stock of an order: due at `placed_at`, or leased to the request that places the order,
    /// which makes the first attempt itself.
    pub(crate) fn reserve(order_id: OrderId, placed_at: NaiveDateTime, leased_until: Option<DateTime<Utc>>) -> Self {
        Self {
            order_id,
            kind: RESERVE,
            attempts: i32::from(leased_until.is_some()),
            next_attempt_at: leased_until.map_or(placed_at, |until| until.naive_utc()),
            refusals: 0,
        }
    }
}

/// Leases the oldest tasks that are due, at most `limit`, until `leased_until`.
///
/// Two instances never lease the same task: each skips the rows that the other has locked.
pub fn claim(
    connection: &mut Connection,
    now: DateTime<Utc>,
    leased_until: DateTime<Utc>,
    limit: u16,
) -> Result<Vec<Task>, Error> {
    let claimed = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        let due: Vec<(OrderId, String, i32, i32)> = reservation_tasks::table
            .filter(reservation_tasks::next_attempt_at.le(now.naive_utc()))
            .order(reservation_tasks::order_id)
            .limit(limit.into())
            .select((
                reservation_tasks::order_id,
                reservation_tasks::kind,
                reservation_tasks::attempts,
                reservation_tasks::refusals,
            ))
            .for_update()
            .skip_locked()
            .load(transaction)?;
        if due.is_empty() {
            return Ok(Ok(Vec::new()));
        }
        let ids: Vec<OrderId> = due.iter().map(|(order_id, ..)| *order_id).collect();
        lease(transaction, &ids, leased_until)?;
        let items = order_items::of_orders(transaction, ids)?;
        due.into_iter().map(|row| task(row, &items)).collect::<Result<_, _>>().map(Ok)
    })?;
    let Ok(claimed) = claimed;
    Ok(claimed)
}

fn lease(transaction: &mut Transaction, ids: &[OrderId], leased_until: DateTime<Utc>) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE reservation_tasks FORCE INDEX (PRIMARY) SET attempts = attempts + 1, next_attempt_at = ");
    statement.time(leased_until.naive_utc()).sql(" WHERE order_id IN (");
    statement.list(", ", ids, |part, id| _ = part.uuid(id.uuid())).sql(")").execute(transaction)?;
    Ok(())
}

fn task(
    (order_id, kind, attempts, refusals): (OrderId, String, i32, i32),
    items: &[OrderItemEntity],
) -> Result<Task, Error> {
    let kind = match kind.as_str() {
        RESERVE => Kind::Reserve(request(items.iter().filter(|item| item.order_id == order_id))),
        RELEASE => Kind::Release,
        other => return Err(Error::Corrupt(format!("unknown kind of task {other}"))),
    };
    Ok(Task { turn: Turn { order_id, attempts: attempts + 1, refusals }, kind })
}

fn request<'a>(items: impl Iterator<Item = &'a OrderItemEntity>) -> ReserveStock {
    let line =
        |item: &OrderItemEntity| ReserveLine { product_id: item.product_id, quantity: item.quantity.unsigned_abs() };
    ReserveStock { lines: items.map(line).collect() }
}

/// Postpones a task.
pub fn postpone(
    connection: &mut Connection,
    order_id: OrderId,
    attempts: i32,
    until: DateTime<Utc>,
) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE reservation_tasks SET next_attempt_at = ").time(until.naive_utc());
    statement.sql(" WHERE order_id = ").uuid(order_id.uuid()).sql(" AND attempts = ").int(attempts);
    statement.execute(connection.mysql())?;
    Ok(())
}

/// Postpones a task that was refused, and writes `record` if there is one; returns whether the task still exists.
pub fn postpone_refused(
    connection: &mut Connection,
    Turn { order_id, attempts, .. }: Turn,
    until: DateTime<Utc>,
    record: Option<&Record>,
) -> Result<bool, Error> {
    let done = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        let mut statement = Statement::default();
        statement
            .sql("UPDATE reservation_tasks SET refusals = refusals + 1, next_attempt_at = ")
            .time(until.naive_utc());
        statement.sql(" WHERE order_id = ").uuid(order_id.uuid()).sql(" AND attempts = ").int(attempts);
        let there = statement.execute(transaction)? == 1;
        if let Some(record) = record.filter(|_| there) {
            record.write(transaction)?;
        }
        Ok(Ok(there))
    })?;
    let Ok(there) = done;
    Ok(there)
}

/// Deletes a task that is done, unless another has replaced it, and writes `record` if there is one.
pub fn finish(
    connection: &mut Connection,
    Turn { order_id, attempts, .. }: Turn,
    record: Option<&Record>,
) -> Result<(), Error> {
    let Ok(()) = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        record.map_or(Ok(()), |record| record.write(transaction))?;
        delete(transaction, order_id, attempts).map(Ok)
    })?;
    Ok(())
}

/// Adds the tasks of new orders.
pub(crate) fn insert(transaction: &mut Transaction, tasks: &[TaskRow]) -> Result<(), Error> {
    insert_statement(tasks).execute(transaction)?;
    Ok(())
}

/// Adds the task to release an order's stock at once; it replaces the task to reserve it.
pub(crate) fn release(transaction: &mut Transaction, order_id: OrderId, now: DateTime<Utc>) -> Result<(), Error> {
    let now = now.naive_utc();
    let task = [TaskRow { order_id, kind: RELEASE, attempts: 0, next_attempt_at: now, refusals: 0 }];
    let mut statement = insert_statement(&task);
    statement.sql(" ON DUPLICATE KEY UPDATE kind = ").text(RELEASE);
    statement.sql(", attempts = attempts + 1, refusals = 0, next_attempt_at = ").time(now);
    statement.execute(transaction)?;
    Ok(())
}

fn insert_statement(tasks: &[TaskRow]) -> Statement<'_> {
    insert!(tasks => reservation_tasks: TaskRow { order_id, kind, attempts, next_attempt_at, refusals })
}

/// Deletes a task, unless it has been attempted again.
pub(crate) fn delete(transaction: &mut Transaction, order_id: OrderId, attempts: i32) -> Result<(), Error> {
    delete_all(transaction, &[(order_id, attempts)])
}

/// Deletes tasks that still have these numbers of attempts.
///
/// Through the primary key, because the optimizer prefers a scan of a table this small, which waits for locked rows.
pub(crate) fn delete_all(connection: &mut Transaction, tasks: &[(OrderId, i32)]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement
        .sql("DELETE task FROM reservation_tasks task FORCE INDEX (PRIMARY) WHERE ")
        .list(" OR ", tasks, |part, (order_id, attempts)| {
            part.sql("(order_id = ").uuid(order_id.uuid()).sql(" AND attempts = ").int(*attempts).sql(")");
        })
        .execute(connection)?;
    Ok(())
}
