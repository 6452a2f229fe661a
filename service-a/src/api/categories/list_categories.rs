//! `GET /v1/categories`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::catalog::{CategoryPage, CategoryView};
use shared_models::kernel::{Page, PageQuery};

use crate::store::{Slice, categories};

/// Lists categories, newest first.
pub async fn list_categories(
    chassis: Data<Chassis>,
    Query(query): Query<PageQuery>,
) -> Result<Json<CategoryPage>, Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = chassis.database.run(move |connection| categories::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, CategoryView::from)))
}
