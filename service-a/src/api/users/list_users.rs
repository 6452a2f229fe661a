//! `GET /v1/users`.

use actix_web::web::Data;
use shared_models::identity::{UserPage, UserView};
use shared_models::kernel::{Page, PageQuery};

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, Slice, users};

/// Lists users, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_users(state: Data<State>, Query(query): Query<PageQuery>) -> Result<Json<UserPage>, store::Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = state.database.run(move |connection| users::list(connection, slice)).await?;
    Ok(Json(Page::of(rows, slice.limit, |row| row.id, UserView::from)))
}
