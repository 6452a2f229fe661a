//! `GET /v1/warehouses`

use actix_web::web::Data;
use shared_models::inventory::WarehousePage;
use shared_models::kernel::{Cursor, Page, PageQuery};

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, warehouses};

/// Reads a page of warehouses.
///
/// # Errors
/// When the database fails.
pub async fn list_warehouses(
    state: Data<State>,
    Query(PageQuery { cursor, limit }): Query<PageQuery>,
) -> Result<Json<WarehousePage>, store::Error> {
    let limit = limit.unwrap_or(PageQuery::DEFAULT_LIMIT);
    // The query's rules let nothing through that is no cursor.
    let after = cursor.and_then(|cursor| cursor.parse::<Cursor>().ok());
    let rows = state.database.run(move |connection| warehouses::page(connection, after, limit)).await?;
    Ok(Json(Page::of(rows, limit, |row| row.id, Into::into)))
}
