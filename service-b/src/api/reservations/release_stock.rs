//! `DELETE /v1/reservations/{id}`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{Json, PathId};
use shared_models::inventory::{ReservationStatus, ReservationView};
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::orders::OrderId;

use crate::reservations::{self, ReleaseRefused};
use crate::state::State;

failures! {
    /// Why the stock was not released.
    pub enum ReleaseStockError {
        /// All of the stock has left the warehouse.
        Illegal(IllegalTransition<ReservationStatus>) => ProblemKind::IllegalTransition: "{0}",
        /// Some of it has; the rest is free again.
        ParcelLeft => ProblemKind::IllegalTransition: "a parcel of the order has left the warehouse",
        /// The payment provider is asked for another step.
        StepUnderWay => ProblemKind::Unavailable: "another step of the payment is under way; nothing was done",
    }
}

/// Releases the stock of an order. A second release changes nothing. An order released before it has a reservation can
/// have none from then on.
pub async fn release_stock(
    state: Data<State>,
    PathId(order_id): PathId<OrderId>,
) -> Result<Json<ReservationView>, ReleaseStockError> {
    let stamp = state.stamp();
    let released = state.database.run(move |connection| reservations::release(connection, order_id, &stamp)).await?;
    released.map(Json).map_err(|refused| match refused {
        ReleaseRefused::Illegal(illegal) => ReleaseStockError::Illegal(illegal),
        ReleaseRefused::ParcelLeft => ReleaseStockError::ParcelLeft,
        ReleaseRefused::StepUnderWay(_) => ReleaseStockError::StepUnderWay,
    })
}
