//! What is still to be said to fulfilment: the work queue behind checkout.
//!
//! A task is written in the transaction that makes it necessary, so none is lost; it is deleted when fulfilment has
//! answered. `attempts` is its fencing token: whoever works on it remembers the number it had, and changes the task only
//! while it still has that number.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use shared_models::inventory::{ReserveLine, ReserveStock};
use shared_models::orders::{OrderId, OrderItemEntity};

use super::local_schema::reservation_tasks;
use super::statement::Statement;
use super::{Connection, Error, Record, Transaction, journal, order_items};

/// What is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Reserve this.
    Reserve(ReserveStock),
    /// Release what was reserved.
    Release,
}

/// A task that is being worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Whose turn it is.
    pub turn: Turn,
    /// What is to be said.
    pub kind: Kind,
}

/// One try at a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The order it is about.
    pub order_id: OrderId,
    /// How often it was tried, this time included; the fencing token.
    pub attempts: i32,
    /// How often it was refused for a reason nobody expects.
    pub refusals: i32,
}

/// The task of a new order.
pub(super) struct NewTask {
    /// The order.
    pub(super) order_id: OrderId,
    /// How often it was tried: once when whoever places the order is about to.
    pub(super) attempts: i32,
    /// When the worker is to try it.
    pub(super) next_attempt_at: NaiveDateTime,
}

const RESERVE: &str = "reserve";
const RELEASE: &str = "release";

/// Takes the oldest tasks that are due, at most `limit`, and keeps others from taking them until `leased_until`.
///
/// Two instances never take the same: the rows one of them has locked are skipped by the other.
///
/// # Errors
/// When the database fails.
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
    statement.list(", ", ids, |part, id| _ = part.id(*id)).sql(")").execute(transaction)?;
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

/// Puts a task off.
///
/// # Errors
/// When the database fails.
pub fn put_off(
    connection: &mut Connection,
    order_id: OrderId,
    attempts: i32,
    until: DateTime<Utc>,
) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE reservation_tasks SET next_attempt_at = ").time(until.naive_utc());
    statement.sql(" WHERE order_id = ").id(order_id).sql(" AND attempts = ").int(attempts);
    statement.execute(connection.mysql())?;
    Ok(())
}

/// Puts a task off that was refused, and writes down what happened, if there is something to write; whether it is still
/// there.
///
/// # Errors
/// When the database fails.
pub fn put_off_refused(
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
        statement.sql(" WHERE order_id = ").id(order_id).sql(" AND attempts = ").int(attempts);
        let there = statement.execute(transaction)? == 1;
        if let Some(record) = record.filter(|_| there) {
            journal::write(transaction, record)?;
        }
        Ok(Ok(there))
    })?;
    let Ok(there) = done;
    Ok(there)
}

/// Ends a task, unless it was replaced by another meanwhile.
///
/// # Errors
/// When the database fails.
pub fn finish(connection: &mut Connection, order_id: OrderId, attempts: i32) -> Result<(), Error> {
    delete(connection.mysql(), order_id, attempts)
}

/// Adds the tasks of new orders.
pub(super) fn reserve(transaction: &mut Transaction, tasks: &[NewTask]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement
        .sql("INSERT INTO reservation_tasks (order_id, kind, attempts, next_attempt_at) VALUES ")
        .list(", ", tasks, |row, task| {
            row.sql("(").id(task.order_id).sql(", ").text(RESERVE).sql(", ").int(task.attempts);
            row.sql(", ").time(task.next_attempt_at).sql(")");
        })
        .execute(transaction)?;
    Ok(())
}

/// Adds the task to release an order's stock at once; it takes the place of the one to reserve it.
pub(super) fn release(transaction: &mut Transaction, order_id: OrderId, now: DateTime<Utc>) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement.sql("INSERT INTO reservation_tasks (order_id, kind, attempts, next_attempt_at) VALUES (").id(order_id);
    statement.sql(", ").text(RELEASE).sql(", 0, ").time(now.naive_utc());
    statement.sql(") ON DUPLICATE KEY UPDATE kind = ").text(RELEASE);
    statement.sql(", attempts = attempts + 1, refusals = 0, next_attempt_at = ").time(now.naive_utc());
    statement.execute(transaction)?;
    Ok(())
}

pub(super) fn delete(connection: &mut MysqlConnection, order_id: OrderId, attempts: i32) -> Result<(), Error> {
    delete_all(connection, &[(order_id, attempts)])
}

/// Deletes tasks that still have these numbers of attempts.
///
/// Through the primary key, whatever the optimizer thinks of a table this small: a scan would wait for the rows of others.
pub(super) fn delete_all(connection: &mut MysqlConnection, tasks: &[(OrderId, i32)]) -> Result<(), Error> {
    let mut statement = Statement::default();
    statement
        .sql("DELETE task FROM reservation_tasks task FORCE INDEX (PRIMARY) WHERE ")
        .list(" OR ", tasks, |part, (order_id, attempts)| {
            part.sql("(order_id = ").id(*order_id).sql(" AND attempts = ").int(*attempts).sql(")");
        })
        .execute(connection)?;
    Ok(())
}
