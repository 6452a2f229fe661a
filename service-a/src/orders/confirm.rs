//! Confirms orders whose stock is reserved: those that come together in one transaction.

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error};
use shared_models::orders::{OrderId, OrderStatus};

use super::advance::{Inapplicable, Occurrence, advance};
use super::saga::State;
use crate::store::{Record, orders, record, sagas};

/// One of the orders is not pending any more.
struct NotAllPending;

/// Confirms the orders whose stock was reserved; for each its status if that changed. An order that was cancelled in the meantime
/// stays cancelled, and its stock is released again: so a reservation counts whatever the generation is by then.
///
/// # Errors
/// When the database fails; then none of them is confirmed.
pub fn confirm_together(
    connection: &mut Connection,
    reserved: &[Occurrence],
) -> Result<Vec<Option<OrderStatus>>, Error> {
    match write(connection, reserved)? {
        Ok(()) => Ok(vec![Some(OrderStatus::Confirmed); reserved.len()]),
        Err(NotAllPending) => reserved
            .iter()
            .map(|occurrence| {
                let occurrence = Occurrence { generation: None, ..occurrence.clone() };
                let advanced = connection.transaction(|transaction| advance(transaction, &occurrence))?;
                Ok(advanced.unwrap_or_else(|inapplicable: Inapplicable| {
                    tracing::warn!(order = %occurrence.order_id, "an order is not confirmed: {inapplicable}");
                    None
                }))
            })
            .collect(),
    }
}

fn write(connection: &mut Connection, reserved: &[Occurrence]) -> Result<Result<(), NotAllPending>, Error> {
    let Some(last) = reserved.last() else { return Ok(Ok(())) };
    let times: Vec<(OrderId, DateTime<Utc>)> =
        reserved.iter().map(|occurrence| (occurrence.order_id, occurrence.now)).collect();
    let turns: Vec<(OrderId, i32)> =
        reserved.iter().filter_map(|occurrence| Some((occurrence.order_id, occurrence.generation?))).collect();
    let (from, to) = (OrderStatus::Pending, OrderStatus::Confirmed);
    let records = reserved.iter().filter_map(|occurrence| occurrence.record(Some(to)).transpose());
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
