//! A parcel reaches the customer.

use serde_json::json;
use service_chassis::database::{Connection, Error};
use shared_models::audit::AuditAction;
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::shipments::{ShipmentDelivered, ShipmentEntity, ShipmentId, ShipmentStatus, ShipmentView};

use crate::stamp::Stamp;
use crate::store::{Record, reservations, shipments};

/// Why a parcel is not delivered.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliverRefused {
    #[error("no such parcel")]
    NotFound,
    /// It is not on its way.
    #[error(transparent)]
    Illegal(#[from] IllegalTransition<ShipmentStatus>),
}

/// Marks a parcel as delivered. A second time changes nothing.
///
/// # Errors
/// When the database fails; the inner error is a refusal, and then nothing was written.
pub fn deliver(
    connection: &mut Connection,
    id: ShipmentId,
    stamp: &Stamp,
) -> Result<Result<ShipmentView, DeliverRefused>, Error> {
    connection.transaction(|transaction| {
        let Some(ShipmentEntity { order_id, .. }) = shipments::find(transaction, id)? else {
            return Ok(Err(DeliverRefused::NotFound));
        };
        reservations::lock(transaction, order_id)?;
        let (here, others): (Vec<_>, Vec<_>) =
            shipments::of_order(transaction, order_id)?.into_iter().partition(|parcel| parcel.id == id);
        let Some(parcel) = here.into_iter().next() else { return Ok(Err(DeliverRefused::NotFound)) };
        if parcel.status == ShipmentStatus::Delivered {
            return Ok(Ok(parcel.into()));
        }
        let status = match parcel.status.to(ShipmentStatus::Delivered) {
            Ok(status) => status,
            Err(illegal) => return Ok(Err(illegal.into())),
        };
        let parcel = ShipmentEntity { status, updated_at: stamp.now.naive_utc(), ..parcel };
        shipments::update(transaction, &parcel)?;
        let outstanding = others.iter().filter(|other| is_outstanding(other.status)).count();
        let outstanding = Some(u32::try_from(outstanding).map_err(Error::corrupt)?);
        let mut record = Record::new(stamp);
        record.entry(AuditAction::Transitioned, "shipment", id, &json!({ "status": status }));
        record.fact(id, ShipmentDelivered { shipment_id: id, order_id, outstanding })?;
        record.write(transaction)?;
        Ok(Ok(parcel.into()))
    })
}

/// Whether a parcel in this state has still to arrive.
const fn is_outstanding(status: ShipmentStatus) -> bool {
    match status {
        ShipmentStatus::Preparing | ShipmentStatus::Dispatched => true,
        ShipmentStatus::Delivered | ShipmentStatus::Returned | ShipmentStatus::Cancelled => false,
    }
}
