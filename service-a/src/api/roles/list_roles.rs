//! `GET /v1/roles`.

use actix_web::web::Data;
use shared_models::identity::{RolePage, RoleView};
use shared_models::kernel::{Page, PageQuery};

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, Slice, roles};

/// Lists roles, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_roles(state: Data<State>, Query(query): Query<PageQuery>) -> Result<Json<RolePage>, store::Error> {
    let slice = Slice::new(query.cursor.as_deref(), query.limit);
    let rows = state.database.run(move |connection| roles::list(connection, slice)).await?;
    let views =
        rows.into_iter().map(RoleView::try_from).collect::<Result<Vec<_>, _>>().map_err(store::Error::corrupt)?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
