//! Confirms orders whose stock is reserved: those that come together in one transaction.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error};
use shared_models::orders::{OrderId, OrderStatus};

use super::advance::{Astray, Occurrence, advance};
use super::saga::State;
use crate::store::{Record, orders, record, sagas};

/// An order whose stock is reserved.
#[derive(Debug, Clone)]
pub struct Confirmation {
    pub occurrence: Occurrence,
    /// The fencing token of the saga that asked.
    pub generation: i32,
}

/// One of the orders is not pending any more.
struct NotAllPending;

/// Confirms `confirmations`; for each the status of the order if that changed. An order that was cancelled in the meantime stays
/// cancelled, and its stock is released again.
///
/// # Errors
/// When the database fails; then none of them is confirmed.
pub fn confirm_together(
    connection: &mut Connection,
    confirmations: &[Confirmation],
) -> Result<Vec<Option<OrderStatus>>, Error> {
    match write(connection, confirmations)? {
        Ok(()) => Ok(vec![Some(OrderStatus::Confirmed); confirmations.len()]),
        Err(NotAllPending) => confirmations
            .iter()
            .map(|Confirmation { occurrence, .. }| {
                let advanced = connection.transaction(|transaction| advance(transaction, occurrence))?;
                Ok(advanced.unwrap_or_else(|astray: Astray| {
                    tracing::warn!(order = %occurrence.order_id, "an order is not confirmed: {astray}");
                    None
                }))
            })
            .collect(),
    }
}

fn write(connection: &mut Connection, confirmations: &[Confirmation]) -> Result<Result<(), NotAllPending>, Error> {
    let Some(last) = confirmations.last().map(|confirmation| &confirmation.occurrence) else { return Ok(Ok(())) };
    let occurrences = || confirmations.iter().map(|confirmation| &confirmation.occurrence);
    let times: Vec<(OrderId, DateTime<Utc>)> =
        occurrences().map(|occurrence| (occurrence.order_id, occurrence.now)).collect();
    let turns: Vec<(OrderId, i32)> =
        confirmations.iter().map(|confirmation| (confirmation.occurrence.order_id, confirmation.generation)).collect();
    let (from, to) = (OrderStatus::Pending, OrderStatus::Confirmed);
    let records = occurrences().filter_map(|occurrence| occurrence.record(Some(to)).transpose());
    let records: Vec<Record> = records.collect::<Result<_, _>>()?;
    let timer = last.now + last.time_to_pay;
    connection.transaction(|transaction| {
        if orders::change_statuses(transaction, &times, from, to)? != times.len() {
            return Ok(Err(NotAllPending));
        }
        record::write_all(transaction, &records.iter().collect::<Vec<_>>())?;
        sagas::enter_all(transaction, &turns, State::AwaitingPayment.word(), timer, last.now).map(Ok)
    })
}
