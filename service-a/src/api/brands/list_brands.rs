//! `GET /v1/brands`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::catalog::{BrandEntity, BrandPage};
use shared_models::kernel::PageQuery;

use crate::api::page::page;
use crate::store::Row as _;

/// Lists brands, newest first.
pub async fn list_brands(chassis: Data<Chassis>, Query(query): Query<PageQuery>) -> Result<Json<BrandPage>, Error> {
    page(&chassis, query, BrandEntity::list, |brand| brand.id).await
}
