//! `GET /v1/orders`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Json, Query};
use shared_models::kernel::Page;
use shared_models::orders::{ListOrders, OrderPage};

use crate::store::{Slice, orders};

/// Lists orders, newest first.
pub async fn list_orders(chassis: Data<Chassis>, Query(query): Query<ListOrders>) -> Result<Json<OrderPage>, Error> {
    let ListOrders { customer_id, cursor, limit } = query;
    let slice = Slice::new(cursor.as_deref(), limit);
    let views = chassis.database.run(move |connection| orders::list(connection, customer_id, slice)).await?;
    Ok(Json(Page::of(views, slice.limit, |view| view.id, |view| view)))
}
