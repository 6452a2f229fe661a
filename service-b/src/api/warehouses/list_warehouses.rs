//! `GET /v1/warehouses`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::inventory::WarehousePage;
use shared_models::kernel::{Cursor, Page, PageQuery};

use crate::state::State;
use crate::store::warehouses;

/// Reads a page of warehouses.
pub async fn list_warehouses(
    state: Data<State>,
    Query(PageQuery { cursor, limit }): Query<PageQuery>,
) -> Result<Json<WarehousePage>, Error> {
    let limit = limit.unwrap_or(PageQuery::DEFAULT_LIMIT);
    // The rules of the query refuse what is no cursor.
    let after = cursor.and_then(|cursor| cursor.parse::<Cursor>().ok());
    let rows = state.database.run(move |connection| warehouses::page(connection, after, limit)).await?;
    Ok(Json(Page::of(rows, limit, |row| row.id, Into::into)))
}
