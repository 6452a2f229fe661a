//! Releasing the stock of an order, for good.

use std::slice;

use chrono::{DateTime, Utc};
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::events::EventId;
use shared_models::inventory::{ReservationEntity, ReservationStatus, ReservationView, StockReleased};
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::OrderId;

use crate::payments::void_of_order;
use crate::store::outbox::{fact, publish};
use crate::store::reservations::{self, Reserved};
use crate::store::stock::{Direction, shift};

/// An order whose stock is to be released.
#[derive(Debug, Clone)]
pub struct Release {
    pub order_id: OrderId,
    /// The id of the fact to publish.
    pub event_id: EventId,
    pub now: DateTime<Utc>,
}

/// Releases the stock of an order; it stays released.
///
/// A release means that the order is off, so a payment whose money was not taken is voided with it.
///
/// An order without a reservation gets one that is released and has no lines: a tombstone. A request to reserve that
/// arrives later then takes no stock that would never be released.
pub fn release(
    connection: &mut Connection,
    &Release { order_id, event_id, now }: &Release,
) -> Result<Result<ReservationView, IllegalTransition<ReservationStatus>>, Error> {
    connection.transaction(|transaction| {
        let reservation = reservations::lock(transaction, order_id)?;
        void_of_order(transaction, order_id, now)?;
        let Some(row) = reservation else {
            return bury(transaction, order_id, now).map(Ok);
        };
        let lines = reservations::lines(transaction, order_id)?;
        if row.status == ReservationStatus::Released {
            return Ok(Ok(row.view(lines)));
        }
        let status = match row.status.to(ReservationStatus::Released) {
            Ok(status) => status,
            Err(illegal) => return Ok(Err(illegal)),
        };
        let row = ReservationEntity { status, updated_at: now.naive_utc(), ..row };
        reservations::update(transaction, &row)?;
        shift(transaction, &lines, Direction::Release, now)?;
        let view = row.view(lines);
        let released = StockReleased { order_id, lines: view.lines.clone() };
        publish(transaction, &[fact(event_id, order_id, now, released)?])?;
        Ok(Ok(view))
    })
}

/// Leaves a tombstone for an order without a reservation.
fn bury(transaction: &mut Transaction, order_id: OrderId, now: DateTime<Utc>) -> Result<ReservationView, Error> {
    let (held, lines) = ReservationEntity::new(order_id, &[], now);
    let row = ReservationEntity { status: ReservationStatus::Released, ..held };
    match reservations::insert(transaction, slice::from_ref(&row))? {
        Ok(()) => Ok(row.view(lines)),
        // Reserved between the look and the insert: the transaction begins again and finds that reservation.
        Err(Reserved) => Err(Error::Contended("the order was reserved meanwhile".to_owned())),
    }
}
