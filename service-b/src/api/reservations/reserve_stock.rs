//! `PUT /v1/reservations/{id}`

use actix_web::web::Data;
use shared_models::inventory::{ReservationStatus, ReservationView, ReserveStock, ShortLine};
use shared_models::kernel::ProblemKind;
use shared_models::orders::Order;

use crate::http::{Failure, PathId, Put, Rejection, Valid};
use crate::reservations::{Reserve, ReserveRefused, Reserved};
use crate::state::State;
use crate::store;

/// Why nothing was reserved.
pub enum ReserveStockError {
    /// There is not enough of these.
    OutOfStock(Vec<ShortLine>),
    /// The order has a reservation for other lines.
    OtherLines,
    /// The order was called off, or its stock has left.
    Over(ReservationStatus),
    /// The database failed.
    Store(store::Error),
}

/// Reserves the stock of an order. The same request again gives the same reservation.
///
/// # Errors
/// See [`ReserveStockError`].
pub async fn reserve_stock(
    state: Data<State>,
    PathId(order_id): PathId<Order>,
    Valid(ReserveStock { lines }): Valid<ReserveStock>,
) -> Result<Put<ReservationView>, ReserveStockError> {
    let reserve = Reserve { order_id, lines, event_id: state.next_id(), now: state.now() };
    Ok(match state.reserving.run(reserve).await?? {
        Reserved::Now(view) => Put::Created(view),
        Reserved::Before(view) => Put::Kept(view),
    })
}

impl Failure for ReserveStockError {
    const KINDS: &'static [ProblemKind] =
        &[ProblemKind::OutOfStock, ProblemKind::Duplicate, ProblemKind::IllegalTransition];

    fn reject(self) -> Rejection {
        match self {
            Self::OutOfStock(short) => Rejection::new(ProblemKind::OutOfStock).with_extension("short", short),
            Self::OtherLines => {
                Rejection::new(ProblemKind::Duplicate).with_detail("the order has a reservation for other lines")
            }
            Self::Over(status) => {
                Rejection::new(ProblemKind::IllegalTransition).with_detail(format!("the reservation is {status}"))
            }
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for ReserveStockError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<ReserveRefused> for ReserveStockError {
    fn from(refused: ReserveRefused) -> Self {
        match refused {
            ReserveRefused::Short(short) => Self::OutOfStock(short),
            ReserveRefused::OtherLines => Self::OtherLines,
            ReserveRefused::Over(status) => Self::Over(status),
        }
    }
}
