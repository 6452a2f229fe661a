//! `GET /v1/orders/{id}`.

use actix_web::web::Data;
use service_chassis::Chassis;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::orders::{OrderId, OrderView};

use crate::store::orders;

/// Shows an order.
pub async fn get_order(chassis: Data<Chassis>, PathId(id): PathId<OrderId>) -> Result<Found<OrderView>, Error> {
    let view = chassis.database.run(move |connection| orders::find(connection, id)).await?;
    Ok(Found(view))
}
