//! `GET /v1/brands`.

use actix_web::web::Data;
use shared_models::catalog::{BrandPage, BrandView};
use shared_models::kernel::{Page, PageQuery};

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, Slice, brands};

/// Lists brands, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_brands(state: Data<State>, Query(query): Query<PageQuery>) -> Result<Json<BrandPage>, store::Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = state.database.run(move |connection| brands::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, BrandView::from)))
}
