//! `GET /v1/warehouses`

use actix_web::web::Data;
use service_chassis::http::{Json, Query};
use service_chassis::{Chassis, database};
use shared_models::inventory::WarehousePage;
use shared_models::kernel::{Cursor, Page, PageQuery};

use crate::store::warehouses;

/// Reads a page of warehouses.
pub async fn list_warehouses(
    chassis: Data<Chassis>,
    Query(PageQuery { cursor, limit }): Query<PageQuery>,
) -> Result<Json<WarehousePage>, database::Error> {
    let limit = limit.unwrap_or(PageQuery::DEFAULT_LIMIT);
    // The query's rules let nothing through that is no cursor.
    let after = cursor.and_then(|cursor| cursor.parse::<Cursor>().ok());
    let rows = chassis.database.run(move |connection| warehouses::page(connection, after, limit)).await?;
    Ok(Json(Page::of(rows, limit, |row| row.id, Into::into)))
}
