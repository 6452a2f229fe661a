//! What becomes of an order after it was placed.
//!
//! Each change looks at the status first and holds the row, so that of two that race one comes second and sees what the
//! first one did.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::{OrderId, OrderStatus};
use shared_models::schema::orders;

use super::statement::Statement;
use super::{Connection, Error, Record, Transaction, journal, order_items, reservation_tasks};

/// What fulfilment said about an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its stock is reserved.
    Confirmed,
    /// There is not enough: how many are missing, as (line, count).
    Rejected(Vec<(i32, i32)>),
    /// It refuses, and nobody knows why.
    Refused,
}

/// What settling an order came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It has this status now.
    Now(OrderStatus),
    /// It had this status already, and keeps it.
    Before(OrderStatus),
}

/// Why an order was not cancelled.
#[derive(Debug, PartialEq, Eq)]
pub enum CancelRefused {
    /// There is no such order.
    Missing,
    /// It is too late, or there is nothing to cancel.
    Illegal(IllegalTransition<OrderStatus>),
}

/// Writes what fulfilment said, and ends the task that asked.
///
/// An order that was cancelled while the question was on its way stays cancelled, and what was reserved for it is
/// released again.
///
/// # Errors
/// When the database fails.
pub fn settle(
    connection: &mut Connection,
    order_id: OrderId,
    attempts: i32,
    verdict: &Verdict,
    record: &Record,
    now: DateTime<Utc>,
) -> Result<Settled, Error> {
    let status = match verdict {
        Verdict::Confirmed => OrderStatus::Confirmed,
        Verdict::Rejected(_) | Verdict::Refused => OrderStatus::Rejected,
    };
    let settled = connection.transaction::<_, std::convert::Infallible>(|transaction| {
        if change(transaction, order_id, OrderStatus::Pending, status, now)? {
            journal::write(transaction, record)?;
            match verdict {
                Verdict::Confirmed => reservation_tasks::delete(transaction, order_id, attempts)?,
                Verdict::Rejected(short) => {
                    order_items::set_short(transaction, order_id, short)?;
                    reservation_tasks::delete(transaction, order_id, attempts)?;
                }
                // Perhaps it holds something for the order all the same.
                Verdict::Refused => reservation_tasks::release(transaction, order_id, now)?,
            }
            return Ok(Ok(Settled::Now(status)));
        }
        let current = lock(transaction, order_id)?.unwrap_or(status);
        match (current, verdict) {
            (OrderStatus::Cancelled, Verdict::Confirmed) => reservation_tasks::release(transaction, order_id, now)?,
            _ => reservation_tasks::delete(transaction, order_id, attempts)?,
        }
        Ok(Ok(Settled::Before(current)))
    })?;
    let Ok(settled) = settled;
    Ok(settled)
}

/// An order whose stock is reserved.
#[derive(Debug, Clone)]
pub struct Confirmation {
    /// The order.
    pub order_id: OrderId,
    /// The fencing token of the task that asked.
    pub attempts: i32,
    /// What happened.
    pub record: Record,
    /// When.
    pub now: DateTime<Utc>,
}

/// Settles several orders whose stock is reserved. As [`settle`], for each.
///
/// # Errors
/// When the database fails.
pub fn confirm(connection: &mut Connection, confirmations: &[Confirmation]) -> Result<Vec<Settled>, Error> {
    let all = connection.transaction(|transaction| {
        if confirm_pending(transaction, confirmations)? != confirmations.len() {
            return Ok(Err(NotAllPending));
        }
        let records: Vec<&Record> = confirmations.iter().map(|confirmation| &confirmation.record).collect();
        journal::write_all(transaction, &records)?;
        let tasks: Vec<(OrderId, i32)> =
            confirmations.iter().map(|confirmation| (confirmation.order_id, confirmation.attempts)).collect();
        reservation_tasks::delete_all(transaction, &tasks)?;
        Ok(Ok(()))
    })?;
    match all {
        Ok(()) => Ok(vec![Settled::Now(OrderStatus::Confirmed); confirmations.len()]),
        Err(NotAllPending) => confirmations
            .iter()
            .map(|Confirmation { order_id, attempts, record, now }| {
                settle(connection, *order_id, *attempts, &Verdict::Confirmed, record, *now)
            })
            .collect(),
    }
}

/// Somebody else has settled one of them.
struct NotAllPending;

/// Confirms those that are pending; how many there are. Through the primary key, so that all lock in the same order.
fn confirm_pending(transaction: &mut Transaction, confirmations: &[Confirmation]) -> Result<usize, Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE orders FORCE INDEX (PRIMARY) SET status = ").text(OrderStatus::Confirmed.as_str());
    statement
        .sql(", updated_at = CASE id ")
        .list(" ", confirmations, |part, Confirmation { order_id, now, .. }| {
            part.sql("WHEN ").id(*order_id).sql(" THEN ").time(now.naive_utc());
        })
        .sql(" END WHERE status = ")
        .text(OrderStatus::Pending.as_str())
        .sql(" AND id IN (")
        .list(", ", confirmations, |part, confirmation| _ = part.id(confirmation.order_id))
        .sql(")");
    Ok(statement.execute(transaction)?)
}

/// Cancels an order, and leaves a task to release its stock. Cancelling twice changes nothing the second time.
///
/// # Errors
/// When the database fails; the inner error is a refusal.
pub fn cancel(
    connection: &mut Connection,
    order_id: OrderId,
    record: &Record,
    now: DateTime<Utc>,
) -> Result<Result<Settled, CancelRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(current) = lock(transaction, order_id)? else { return Ok(Err(CancelRefused::Missing)) };
        if current == OrderStatus::Cancelled {
            return Ok(Ok(Settled::Before(current)));
        }
        let next = match current.to(OrderStatus::Cancelled) {
            Ok(next) => next,
            Err(illegal) => return Ok(Err(CancelRefused::Illegal(illegal))),
        };
        change(transaction, order_id, current, next, now)?;
        journal::write(transaction, record)?;
        reservation_tasks::release(transaction, order_id, now)?;
        Ok(Ok(Settled::Now(next)))
    })
}

/// The status of an order, which nobody else changes before this transaction ends.
fn lock(transaction: &mut Transaction, order_id: OrderId) -> Result<Option<OrderStatus>, Error> {
    Ok(orders::table.find(order_id).select(orders::status).for_update().first(transaction).optional()?)
}

/// Takes an order from one status to another; whether it was in the first one.
fn change(
    transaction: &mut Transaction,
    order_id: OrderId,
    from: OrderStatus,
    to: OrderStatus,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut statement = Statement::default();
    statement.sql("UPDATE orders SET status = ").text(to.as_str()).sql(", updated_at = ").time(now.naive_utc());
    statement.sql(" WHERE id = ").id(order_id).sql(" AND status = ").text(from.as_str());
    Ok(statement.execute(transaction)? == 1)
}
