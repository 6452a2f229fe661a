//! `GET /v1/parcels/{id}`.

use actix_web::web::Data;
use service_chassis::http::{Found, PathId, Versioned};
use service_chassis::{Chassis, database};
use uuid::Uuid;

use crate::parcels::contract::ParcelView;
use crate::parcels::store;

/// Shows a parcel.
pub async fn get_parcel(
    chassis: Data<Chassis>,
    PathId(id): PathId<Uuid>,
) -> Result<Found<Versioned<ParcelView>>, database::Error> {
    let found = chassis.database.run(move |connection| store::find(connection, id)).await?;
    Ok(Found(found.map(|view| Versioned { version: view.version, view })))
}
