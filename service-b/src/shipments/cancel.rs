//! Cancelling parcels that have not left.

use serde_json::json;
use service_chassis::database::{Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::orders::OrderId;
use shared_models::shipments::{ShipmentEntity, ShipmentStatus};

use crate::stamp::Stamp;
use crate::store::{Record, shipments};

/// Cancels the parcels of an order that are preparing. Its reservation, if there is one, is locked.
pub(crate) fn cancel(
    transaction: &mut Transaction,
    order: OrderId,
    stamp: &Stamp,
    record: &mut Record<'_>,
) -> Result<(), Error> {
    for parcel in shipments::of_order(transaction, order)? {
        if parcel.status == ShipmentStatus::Preparing {
            let status = ShipmentStatus::Cancelled;
            record.entry(AuditAction::Transitioned, "shipment", parcel.id, &json!({ "status": status }));
            shipments::update(transaction, &ShipmentEntity { status, updated_at: stamp.now.naive_utc(), ..parcel })?;
        }
    }
    Ok(())
}
