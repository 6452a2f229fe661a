//! `GET /v1/categories/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::catalog::{CategoryEntity, CategoryId, CategoryView};

use crate::store::Row as _;

/// Shows a category.
pub async fn get_category(
    chassis: Data<Chassis>,
    PathId(id): PathId<CategoryId>,
) -> Result<Found<CategoryView>, Error> {
    let row = chassis.database.run(move |connection| CategoryEntity::find(connection, id)).await?;
    Ok(Found(row.map(CategoryView::from)))
}
