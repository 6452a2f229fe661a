//! `GET /v1/categories`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::catalog::{CategoryEntity, CategoryPage};
use shared_models::kernel::PageQuery;

use crate::api::page::page;
use crate::store::Row as _;

/// Lists categories, newest first.
pub async fn list_categories(
    chassis: Data<Chassis>,
    Query(query): Query<PageQuery>,
) -> Result<Json<CategoryPage>, Error> {
    page(&chassis, query, CategoryEntity::list, |category| category.id).await
}
