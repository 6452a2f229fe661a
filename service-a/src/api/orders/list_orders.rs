//! `GET /v1/orders`.

use actix_web::web::Data;
use shared_models::kernel::Page;
use shared_models::orders::{ListOrders, OrderPage};

use crate::http::{Json, Query};
use crate::state::State;
use crate::store::{self, Slice, orders};

/// Lists orders, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_orders(state: Data<State>, Query(query): Query<ListOrders>) -> Result<Json<OrderPage>, store::Error> {
    let ListOrders { customer_id, cursor, limit } = query;
    let slice = Slice::new(cursor.as_deref(), limit);
    let views = state.database.run(move |connection| orders::list(connection, customer_id, slice)).await?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
