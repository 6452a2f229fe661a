//! Adding a warehouse.

use serde_json::json;
use service_chassis::database::{Connection, Error};
use shared_models::audit::AuditAction;
use shared_models::inventory::{CreateWarehouse, WarehouseEntity, WarehouseView};

use crate::stamp::Stamp;
use crate::store::Record;
use crate::store::warehouses::{self, CodeTaken};

/// Adds a warehouse.
pub fn create(
    connection: &mut Connection,
    request: &CreateWarehouse,
    stamp: &Stamp,
) -> Result<Result<WarehouseView, CodeTaken>, Error> {
    let row = WarehouseEntity::new(stamp.next_id(), request.clone(), stamp.now);
    connection.transaction(|transaction| {
        if let Err(taken) = warehouses::insert(transaction, &row)? {
            return Ok(Err(taken));
        }
        let mut record = Record::new(stamp);
        record.entry(AuditAction::Created, "warehouse", row.id, &json!(request));
        record.write(transaction)?;
        Ok(Ok(row.clone().into()))
    })
}
