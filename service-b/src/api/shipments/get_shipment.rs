//! `GET /v1/shipments/{id}`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::shipments::{ShipmentId, ShipmentView};

use crate::state::State;
use crate::store::shipments;

/// Reads a parcel.
pub async fn get_shipment(state: Data<State>, PathId(id): PathId<ShipmentId>) -> Result<Found<ShipmentView>, Error> {
    let row = state.database.run(move |connection| shipments::find(connection.mysql(), id)).await?;
    Ok(Found(row.map(Into::into)))
}
