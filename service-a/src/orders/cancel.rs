//! Cancels an order for its customer.

use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::{OrderId, OrderStatus, OrderView};

use super::advance::{Inapplicable, Occurrence, advance};
use super::context::Orders;
use super::saga::Happened;
use crate::store::orders as store;
use service_chassis::database::{Connection, Error};

/// Why an order is not cancelled.
#[derive(Debug, PartialEq, Eq)]
pub enum CancelRefused {
    Missing,
    /// Only an order that is pending or confirmed can be cancelled.
    Illegal(IllegalTransition<OrderStatus>),
    /// Its saga is of another release: a process of that one cancels it, or this one after the deploy.
    OtherRelease,
}

/// Cancels an order; cancelling it again changes nothing.
///
/// The worker releases its stock after the answer, gives back money that was taken, and repeats both until fulfilment has done
/// it.
pub async fn cancel(orders: &Orders, id: OrderId) -> Result<Result<OrderView, CancelRefused>, Error> {
    let occurrence = orders.occurrence(id, Happened::CalledOff);
    let cancelled = orders.chassis.database.run(move |connection| {
        Ok(match write(connection, &occurrence)? {
            Ok(()) => store::find(connection, id)?.ok_or(CancelRefused::Missing),
            Err(refused) => Err(refused),
        })
    });
    let cancelled = cancelled.await?;
    if cancelled.is_ok() {
        orders.fulfilment.wake();
    }
    Ok(cancelled)
}

fn write(connection: &mut Connection, occurrence: &Occurrence) -> Result<Result<(), CancelRefused>, Error> {
    connection.transaction(|transaction| {
        let status = match store::lock_status(transaction, occurrence.order_id)? {
            None => return Ok(Err(CancelRefused::Missing)),
            Some(OrderStatus::Cancelled) => return Ok(Ok(())),
            Some(status) => status,
        };
        if let Err(illegal) = status.to(OrderStatus::Cancelled) {
            return Ok(Err(CancelRefused::Illegal(illegal)));
        }
        match advance(transaction, occurrence)? {
            Ok(_) => Ok(Ok(())),
            Err(Inapplicable::OtherRelease) => Ok(Err(CancelRefused::OtherRelease)),
            Err(Inapplicable::Missing(_) | Inapplicable::Unexpected(_)) => Ok(Err(CancelRefused::Missing)),
        }
    })
}
