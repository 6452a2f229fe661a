//! `GET /v1/brands/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::catalog::{BrandEntity, BrandId, BrandView};

use crate::store::Row as _;

/// Shows a brand.
pub async fn get_brand(chassis: Data<Chassis>, PathId(id): PathId<BrandId>) -> Result<Found<BrandView>, Error> {
    let row = chassis.database.run(move |connection| BrandEntity::find(connection, id)).await?;
    Ok(Found(row.map(BrandView::from)))
}
