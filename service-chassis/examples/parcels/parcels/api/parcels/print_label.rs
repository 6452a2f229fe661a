//! `POST /v1/parcels/{id}/label`.

use actix_web::web::Data;
use service_chassis::http::{Found, PathId, Versioned};
use service_chassis::{Chassis, database};
use uuid::Uuid;

use crate::parcels::contract::ParcelView;
use crate::parcels::store;

/// Prints the label of a parcel.
pub async fn print_label(
    chassis: Data<Chassis>,
    PathId(id): PathId<Uuid>,
) -> Result<Found<Versioned<ParcelView>>, database::Error> {
    let found = chassis.database.run(move |connection| store::find(connection, id)).await?;
    Ok(Found(found.map(|view| Versioned { version: view.version, view })))
}
