//! Writes the verdict of fulfilment on an order, and ends the task that asked for it.
//!
//! The first statement of each transaction locks the order, so that of two concurrent changes the second one sees the
//! result of the first.

use std::convert::Infallible;

use chrono::{DateTime, Utc};
use shared_models::orders::{OrderId, OrderStatus};

use crate::store::{Record, order_items, orders, record, reservation_tasks};
use service_chassis::database::{Connection, Error, Transaction};

/// The verdict of fulfilment on an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its stock is reserved.
    Confirmed,
    /// There is not enough: how many are missing, as (line, count).
    Rejected(Vec<(i32, i32)>),
    /// It refuses for an unexpected reason.
    Refused,
}

/// The outcome of settling an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It has this status now.
    Now(OrderStatus),
    /// It was settled before, and is unchanged.
    Before,
}

/// An order whose stock is reserved.
#[derive(Debug, Clone)]
pub struct Confirmation {
    pub order_id: OrderId,
    /// The fencing token of the task that asked.
    pub attempts: i32,
    pub record: Record,
    pub now: DateTime<Utc>,
}

/// One of the orders is not pending any more.
struct NotAllPending;

/// Writes the verdict, and deletes the task with this number of attempts.
///
/// An order that was cancelled in the meantime stays cancelled, and stock that was reserved for it is released again.
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
    let settled = connection.transaction::<_, Infallible>(|transaction| {
        if orders::change_status(transaction, order_id, OrderStatus::Pending, status, now)? {
            record.write(transaction)?;
            end_task(transaction, order_id, attempts, verdict, now)?;
            return Ok(Ok(Settled::Now(status)));
        }
        match (orders::lock_status(transaction, order_id)?, verdict) {
            (Some(OrderStatus::Cancelled), Verdict::Confirmed) => {
                reservation_tasks::release(transaction, order_id, now)?;
            }
            _ => reservation_tasks::delete(transaction, order_id, attempts)?,
        }
        Ok(Ok(Settled::Before))
    })?;
    let Ok(settled) = settled;
    Ok(settled)
}

fn end_task(
    transaction: &mut Transaction,
    order_id: OrderId,
    attempts: i32,
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    match verdict {
        Verdict::Confirmed => reservation_tasks::delete(transaction, order_id, attempts),
        Verdict::Rejected(short) => {
            order_items::set_short(transaction, order_id, short)?;
            reservation_tasks::delete(transaction, order_id, attempts)
        }
        // It may hold stock for the order all the same.
        Verdict::Refused => reservation_tasks::release(transaction, order_id, now),
    }
}

/// Settles several orders whose stock is reserved. As [`settle`], for each.
pub fn confirm_together(connection: &mut Connection, confirmations: &[Confirmation]) -> Result<Vec<Settled>, Error> {
    let times: Vec<(OrderId, DateTime<Utc>)> =
        confirmations.iter().map(|confirmation| (confirmation.order_id, confirmation.now)).collect();
    let records: Vec<&Record> = confirmations.iter().map(|confirmation| &confirmation.record).collect();
    let tasks: Vec<(OrderId, i32)> =
        confirmations.iter().map(|confirmation| (confirmation.order_id, confirmation.attempts)).collect();
    let all = connection.transaction(|transaction| {
        let (from, to) = (OrderStatus::Pending, OrderStatus::Confirmed);
        if orders::change_statuses(transaction, &times, from, to)? != times.len() {
            return Ok(Err(NotAllPending));
        }
        record::write_all(transaction, &records)?;
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
