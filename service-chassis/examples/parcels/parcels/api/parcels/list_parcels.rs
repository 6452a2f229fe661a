//! `GET /v1/parcels`.

use actix_web::web::Data;
use service_chassis::http::{Json, Query};
use service_chassis::{Chassis, database};

use crate::parcels::contract::{ListParcels, Page, ParcelPage};
use crate::parcels::store;

/// Lists parcels.
pub async fn list_parcels(
    chassis: Data<Chassis>,
    Query(ListParcels { limit }): Query<ListParcels>,
) -> Result<Json<ParcelPage>, database::Error> {
    let items = chassis.database.run(move |connection| store::list(connection, limit.unwrap_or(20))).await?;
    Ok(Json(Page { items }))
}
