//! `GET /v1/reservations/{id}`

use actix_web::web::Data;
use service_chassis::database::Error;
use service_chassis::http::{Found, PathId};
use shared_models::inventory::ReservationView;
use shared_models::orders::OrderId;

use crate::state::State;
use crate::store::reservations;

/// Reads the reservation of an order.
pub async fn get_reservation(state: Data<State>, PathId(id): PathId<OrderId>) -> Result<Found<ReservationView>, Error> {
    state.database.run(move |connection| reservations::find(connection, id)).await.map(Found)
}
