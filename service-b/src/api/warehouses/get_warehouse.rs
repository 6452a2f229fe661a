//! `GET /v1/warehouses/{id}`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::inventory::{WarehouseId, WarehouseView};

use crate::state::State;
use crate::store::warehouses;

/// Reads a warehouse.
pub async fn get_warehouse(state: Data<State>, PathId(id): PathId<WarehouseId>) -> Result<Found<WarehouseView>, Error> {
    let row = state.database.run(move |connection| warehouses::find(connection, id)).await?;
    Ok(Found(row.map(Into::into)))
}
