//! `GET /v1/orders`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::{Connection, Error};
use service_chassis::http::{Json, Query};
use shared_models::kernel::PageQuery;
use shared_models::orders::{ListOrders, OrderPage};

use crate::api::page::page;
use crate::store::orders;

/// Lists orders, newest first.
pub async fn list_orders(chassis: Data<Chassis>, Query(query): Query<ListOrders>) -> Result<Json<OrderPage>, Error> {
    let ListOrders { customer_id, cursor, limit } = query;
    let list = move |connection: &mut Connection, slice| orders::list(connection, customer_id, slice);
    page(&chassis, PageQuery { cursor, limit }, list, |order| order.id).await
}
