//! `GET /v1/shipments`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::kernel::{Cursor, Page, PageQuery};
use shared_models::shipments::{ListShipments, ShipmentPage};

use crate::state::State;
use crate::store::shipments;

/// Reads a page of parcels.
pub async fn list_shipments(
    state: Data<State>,
    Query(ListShipments { order_id, cursor, limit }): Query<ListShipments>,
) -> Result<Json<ShipmentPage>, Error> {
    let limit = limit.unwrap_or(PageQuery::DEFAULT_LIMIT);
    // The rules of the query refuse what is no cursor.
    let after = cursor.and_then(|cursor| cursor.parse::<Cursor>().ok());
    let rows = state.database.run(move |connection| shipments::page(connection, order_id, after, limit)).await?;
    Ok(Json(Page::of(rows, limit, |row| row.id, Into::into)))
}
