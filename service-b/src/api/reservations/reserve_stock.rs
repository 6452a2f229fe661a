//! `PUT /v1/reservations/{id}`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{PathId, Put, Valid};
use shared_models::inventory::{OutOfStock, ReservationStatus, ReservationView, ReserveStock, ShortLine};
use shared_models::kernel::ProblemKind;
use shared_models::orders::OrderId;

use crate::reservations::{Reserve, ReserveRefused, Reserved};
use crate::state::State;

failures! {
    /// Why nothing was reserved.
    pub enum ReserveStockError {
        /// There is not enough of these.
        Short(Vec<ShortLine>) => ProblemKind::OutOfStock with member "short" of OutOfStock,
        /// The order has a reservation for other lines.
        OtherLines => ProblemKind::Duplicate: "the order has a reservation for other lines",
        /// The reservation was released, or its stock has left.
        Over(ReservationStatus) => ProblemKind::IllegalTransition: "the reservation is {0}",
    }
}

/// Reserves the stock of an order. The same request again gives the same reservation.
pub async fn reserve_stock(
    state: Data<State>,
    PathId(order_id): PathId<OrderId>,
    Valid(ReserveStock { lines }): Valid<ReserveStock>,
) -> Result<Put<ReservationView>, ReserveStockError> {
    let reserve = Reserve { order_id, lines, event_id: state.next_id(), now: state.now() };
    Ok(match state.reserving.run(reserve).await?? {
        Reserved::Now(view) => Put::Created(view),
        Reserved::Before(view) => Put::Kept(view),
    })
}

impl From<ReserveRefused> for ReserveStockError {
    fn from(refused: ReserveRefused) -> Self {
        match refused {
            ReserveRefused::Short(short) => Self::Short(short),
            ReserveRefused::OtherLines => Self::OtherLines,
            ReserveRefused::Over(status) => Self::Over(status),
        }
    }
}
