//! `GET /v1/warehouses/{id}`

use actix_web::web::Data;
use service_chassis::http::{Found, PathId};
use service_chassis::{Chassis, database};
use shared_models::inventory::{WarehouseId, WarehouseView};

use crate::store::warehouses;

/// Reads a warehouse.
pub async fn get_warehouse(
    chassis: Data<Chassis>,
    PathId(id): PathId<WarehouseId>,
) -> Result<Found<WarehouseView>, database::Error> {
    let row = chassis.database.run(move |connection| warehouses::find(connection, id)).await?;
    Ok(Found(row.map(Into::into)))
}
