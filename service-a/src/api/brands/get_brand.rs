//! `GET /v1/brands/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::catalog::{BrandId, BrandView};

use crate::store::brands;

/// Shows a brand.
pub async fn get_brand(chassis: Data<Chassis>, PathId(id): PathId<BrandId>) -> Result<Found<BrandView>, Error> {
    let row = chassis.database.run(move |connection| brands::find(connection, id)).await?;
    Ok(Found(row.map(BrandView::from)))
}
