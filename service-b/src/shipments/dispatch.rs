//! Handing a parcel to a carrier: its stock leaves, and the money of its order is taken.

use serde_json::json;
use service_chassis::database::{Connection, Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::inventory::{ReservationEntity, ReservationStatus, WarehouseId};
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentEntity, PaymentStatus};
use shared_models::shipments::{
    DispatchShipment, ShipmentDispatched, ShipmentEntity, ShipmentId, ShipmentStatus, ShipmentView,
};

use crate::payments::take;
use crate::stamp::Stamp;
use crate::store::stock::{Direction, shift};
use crate::store::{Record, payments, reservations, shipments};

/// A parcel to hand over.
#[derive(Debug, Clone)]
pub struct Dispatch {
    pub id: ShipmentId,
    pub request: DispatchShipment,
}

/// Why a parcel stays.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DispatchRefused {
    #[error("no such parcel")]
    NotFound,
    /// It was cancelled.
    #[error(transparent)]
    Illegal(#[from] IllegalTransition<ShipmentStatus>),
    #[error("the parcel has left with another carrier or tracking code")]
    LeftOtherwise,
    #[error("the order is not paid for")]
    Unpaid,
}

/// Dispatches a parcel, and captures the payment of its order if that was not done before. A second time changes nothing.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn dispatch(
    connection: &mut Connection,
    Dispatch { id, request }: &Dispatch,
    stamp: &Stamp,
) -> Result<Result<ShipmentView, DispatchRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(ShipmentEntity { order_id, .. }) = shipments::find(transaction, *id)? else {
            return Ok(Err(DispatchRefused::NotFound));
        };
        let reservation = reservations::lock(transaction, order_id)?;
        let reservation = reservation.ok_or_else(|| Error::corrupt("a parcel without a reservation"))?;
        let (here, others): (Vec<_>, Vec<_>) =
            shipments::of_order(transaction, order_id)?.into_iter().partition(|parcel| parcel.id == *id);
        let Some(parcel) = here.into_iter().next() else { return Ok(Err(DispatchRefused::NotFound)) };
        let parcel = match leaving(parcel, request, stamp) {
            Ok(Leaving::Now(parcel)) => parcel,
            Ok(Leaving::Before(parcel)) => return Ok(Ok(parcel.into())),
            Err(refused) => return Ok(Err(refused)),
        };
        let Some(payment) = paid(transaction, order_id)? else { return Ok(Err(DispatchRefused::Unpaid)) };
        shipments::update(transaction, &parcel)?;
        ship(transaction, order_id, parcel.warehouse_id, stamp)?;
        if others.iter().all(|other| other.status != ShipmentStatus::Preparing) {
            fulfil(transaction, reservation, stamp)?;
        }
        let mut record = Record::new(stamp);
        let DispatchShipment { carrier, tracking_code } = request.clone();
        let changes = json!({ "status": parcel.status, "carrier": carrier, "tracking_code": tracking_code });
        record.entry(AuditAction::Transitioned, "shipment", *id, &changes);
        record.fact(*id, ShipmentDispatched { shipment_id: *id, order_id, carrier, tracking_code })?;
        if payment.status == PaymentStatus::Authorised {
            take(transaction, payment, stamp, &mut record)?.map_err(Error::corrupt)?;
        }
        record.write(transaction)?;
        Ok(Ok(parcel.into()))
    })
}

/// A parcel after the request to dispatch it.
enum Leaving {
    /// It leaves by this request.
    Now(ShipmentEntity),
    /// It had left before, in the same way.
    Before(ShipmentEntity),
}

fn leaving(parcel: ShipmentEntity, request: &DispatchShipment, stamp: &Stamp) -> Result<Leaving, DispatchRefused> {
    let (carrier, tracking_code) = (Some(request.carrier.clone()), Some(request.tracking_code.clone()));
    if super::has_left(parcel.status) {
        let same = (&parcel.carrier, &parcel.tracking_code) == (&carrier, &tracking_code);
        return if same { Ok(Leaving::Before(parcel)) } else { Err(DispatchRefused::LeftOtherwise) };
    }
    let status = parcel.status.to(ShipmentStatus::Dispatched)?;
    let updated_at = stamp.now.naive_utc();
    Ok(Leaving::Now(ShipmentEntity { status, carrier, tracking_code, updated_at, ..parcel }))
}

/// The payment of an order, locked, unless all of its money was given back.
fn paid(transaction: &mut Transaction, order: OrderId) -> Result<Option<PaymentEntity>, Error> {
    let payment = payments::lock_live(transaction, order)?;
    Ok(payment.filter(|payment| match payment.status {
        PaymentStatus::Authorised | PaymentStatus::Captured | PaymentStatus::PartlyRefunded => true,
        PaymentStatus::Refunded | PaymentStatus::Voided => false,
    }))
}

/// Takes what the order reserved in a warehouse out of its stock.
fn ship(transaction: &mut Transaction, order: OrderId, from: WarehouseId, stamp: &Stamp) -> Result<(), Error> {
    let mut lines = reservations::lines(transaction, order)?;
    lines.retain(|line| line.warehouse_id == from);
    shift(transaction, &lines, Direction::Ship, stamp.now)
}

/// No parcel of the order is left to send.
fn fulfil(transaction: &mut Transaction, reservation: ReservationEntity, stamp: &Stamp) -> Result<(), Error> {
    let status = reservation.status.to(ReservationStatus::Fulfilled).map_err(Error::corrupt)?;
    reservations::update(transaction, &ReservationEntity { status, updated_at: stamp.now.naive_utc(), ..reservation })
}
