//! Planning the parcels of an order that is paid for.

use serde_json::json;
use service_chassis::database::{Error, Transaction};
use shared_models::audit::AuditAction;
use shared_models::inventory::{Allocation, ReservationLineEntity};
use shared_models::orders::OrderId;
use shared_models::shipments::{ShipmentEntity, ShipmentStatus, parcels};

use crate::stamp::Stamp;
use crate::store::{Record, reservations, shipments};

/// Plans the parcels of an order whose reservation is held and locked.
///
/// What is still preparing belongs to a payment that a release without parcels has voided: it would ship the same lines again.
pub(crate) fn prepare(
    transaction: &mut Transaction,
    order_id: OrderId,
    stamp: &Stamp,
    record: &mut Record<'_>,
) -> Result<(), Error> {
    super::cancel(transaction, order_id, stamp, record)?;
    let lines = reservations::lines(transaction, order_id)?;
    let allocations: Vec<_> = lines.iter().map(allocation).collect();
    let mut rows = Vec::new();
    for warehouse_id in parcels(&allocations) {
        let row = ShipmentEntity {
            id: stamp.next_id(),
            order_id,
            warehouse_id,
            status: ShipmentStatus::Preparing,
            carrier: None,
            tracking_code: None,
            created_at: stamp.now.naive_utc(),
            updated_at: stamp.now.naive_utc(),
        };
        let changes = json!({ "order_id": order_id, "warehouse_id": warehouse_id, "status": row.status });
        record.entry(AuditAction::Created, "shipment", row.id, &changes);
        rows.push(row);
    }
    shipments::insert(transaction, &rows)
}

fn allocation(line: &ReservationLineEntity) -> Allocation {
    let ReservationLineEntity { order_id: _, product_id, warehouse_id, quantity } = *line;
    Allocation { product_id, warehouse_id, quantity: quantity.unsigned_abs() }
}
