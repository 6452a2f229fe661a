//! `GET /v1/brands`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::catalog::{BrandPage, BrandView};
use shared_models::kernel::{Page, PageQuery};

use crate::store::{Slice, brands};

/// Lists brands, newest first.
pub async fn list_brands(chassis: Data<Chassis>, Query(query): Query<PageQuery>) -> Result<Json<BrandPage>, Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = chassis.database.run(move |connection| brands::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, BrandView::from)))
}
