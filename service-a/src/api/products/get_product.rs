//! `GET /v1/products/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId, Versioned};
use shared_models::catalog::{ProductEntity, ProductId, ProductView};

use crate::api::versioned::versioned;
use crate::store::Row as _;

/// Shows a product.
pub async fn get_product(
    chassis: Data<Chassis>,
    PathId(id): PathId<ProductId>,
) -> Result<Found<Versioned<ProductView>>, Error> {
    let row = chassis.database.run(move |connection| ProductEntity::find(connection, id)).await?;
    Ok(Found(row.map(ProductView::try_from).transpose().map_err(Error::corrupt)?.map(versioned)))
}
