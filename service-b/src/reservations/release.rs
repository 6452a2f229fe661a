//! Releasing the stock of an order, for good.

use std::slice;

use serde_json::json;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::inventory::{ReservationEntity, ReservationStatus, ReservationView, StockReleased};
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::OrderId;

use crate::payments::void_of_order;
use crate::shipments;
use crate::stamp::Stamp;
use crate::store::payment_steps::StepUnderWay;
use crate::store::reservations::{self, Reserved};
use crate::store::stock::{Direction, shift};
use crate::store::{Record, shipments as parcels};

/// Why stock is not released.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseRefused {
    /// All of it has left.
    #[error(transparent)]
    Illegal(#[from] IllegalTransition<ReservationStatus>),
    /// Some has left; the rest is free again.
    #[error("a parcel of the order has left the warehouse")]
    ParcelLeft,
    #[error(transparent)]
    StepUnderWay(#[from] StepUnderWay),
}

/// Releases the stock of an order; it stays released.
///
/// A release means that the order is off, so its parcels are cancelled and a payment whose money was not taken is voided with
/// it. Where a parcel has left, this is done with the others, and the release is refused so that the caller knows.
///
/// An order without a reservation gets one that is released and has no lines: a tombstone. A request to reserve that
/// arrives later then takes no stock that would never be released.
pub fn release(
    connection: &mut Connection,
    order_id: OrderId,
    stamp: &Stamp,
) -> Result<Result<ReservationView, ReleaseRefused>, Error> {
    let released = connection.transaction(|transaction| {
        let reservation = reservations::lock(transaction, order_id)?;
        let mut record = Record::new(stamp);
        if let Err(under_way) = void_of_order(transaction, order_id, stamp, &mut record)? {
            return Ok(Err(under_way.into()));
        }
        let view = match reservation {
            None => insert_tombstone(transaction, order_id, stamp)?,
            Some(row) if row.status == ReservationStatus::Released => {
                let lines = reservations::lines(transaction, order_id)?;
                row.view(lines)
            }
            Some(row) => {
                if let Err(illegal) = row.status.to(ReservationStatus::Released) {
                    return Ok(Err(illegal.into()));
                }
                free(transaction, row, stamp, &mut record, "called off")?
            }
        };
        record.write(transaction)?;
        Ok(Ok(view))
    })?;
    Ok(released.and_then(|view| match view.status {
        ReservationStatus::Fulfilled => Err(ReleaseRefused::ParcelLeft),
        ReservationStatus::Held | ReservationStatus::Released => Ok(view),
    }))
}

/// Frees the stock of a reservation that is held and locked, and cancels its parcels. Where one has left, the reservation is
/// fulfilled with it and the rest is freed. The audit log keeps the reason.
pub(super) fn free(
    transaction: &mut Transaction,
    row: ReservationEntity,
    stamp: &Stamp,
    record: &mut Record<'_>,
    reason: &str,
) -> Result<ReservationView, Error> {
    let order_id = row.order_id;
    let mut left = parcels::of_order(transaction, order_id)?;
    left.retain(|parcel| shipments::has_left(parcel.status));
    let status = if left.is_empty() { ReservationStatus::Released } else { ReservationStatus::Fulfilled };
    let row = ReservationEntity { status, updated_at: stamp.now.naive_utc(), ..row };
    reservations::update(transaction, &row)?;
    shipments::cancel(transaction, order_id, stamp, record)?;
    let mut lines = reservations::lines(transaction, order_id)?;
    lines.retain(|line| left.iter().all(|parcel| parcel.warehouse_id != line.warehouse_id));
    shift(transaction, &lines, Direction::Release, stamp.now)?;
    let view = row.view(lines);
    record.entry(AuditAction::Transitioned, "reservation", order_id, &json!({ "status": status, "reason": reason }));
    record.fact(order_id, StockReleased { order_id, lines: view.lines.clone() })?;
    Ok(view)
}

/// Leaves a tombstone for an order without a reservation.
fn insert_tombstone(transaction: &mut Transaction, order_id: OrderId, stamp: &Stamp) -> Result<ReservationView, Error> {
    let (held, lines) = ReservationEntity::new(order_id, &[], stamp.now);
    let row = ReservationEntity { status: ReservationStatus::Released, ..held };
    match reservations::insert(transaction, slice::from_ref(&row))? {
        Ok(()) => Ok(row.view(lines)),
        // Reserved between the look and the insert: the transaction begins again and finds that reservation.
        Err(Reserved) => Err(Error::Contended("the order was reserved meanwhile".to_owned())),
    }
}
