//! `GET /v1/categories`.

use actix_web::web::Data;
use shared_models::catalog::{CategoryPage, CategoryView};
use shared_models::kernel::{Page, PageQuery};

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, Slice, categories};

/// Lists categories, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_categories(
    state: Data<State>,
    Query(query): Query<PageQuery>,
) -> Result<Json<CategoryPage>, store::Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = state.database.run(move |connection| categories::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, CategoryView::from)))
}
