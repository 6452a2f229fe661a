//! `DELETE /v1/reservations/{id}`

use actix_web::web::Data;
use shared_models::inventory::{ReservationStatus, ReservationView};
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::orders::Order;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::reservations::{self, Release};
use crate::state::State;
use crate::store;

/// Why the stock was not released.
pub enum ReleaseStockError {
    /// The stock has left the warehouse.
    Illegal(IllegalTransition<ReservationStatus>),
    /// The database failed.
    Store(store::Error),
}

/// Releases the stock of an order. Doing it again changes nothing, and neither does doing it before there is a
/// reservation: the order can have none from then on.
///
/// # Errors
/// See [`ReleaseStockError`].
pub async fn release_stock(
    state: Data<State>,
    PathId(order_id): PathId<Order>,
) -> Result<Json<ReservationView>, ReleaseStockError> {
    let release = Release { order_id, event_id: state.next_id(), now: state.now() };
    let release = move |connection: &mut store::Connection| reservations::release(connection, release);
    Ok(Json(state.database.run(release).await??))
}

impl Failure for ReleaseStockError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::IllegalTransition];

    fn reject(self) -> Rejection {
        match self {
            Self::Illegal(illegal) => Rejection::new(ProblemKind::IllegalTransition).with_detail(illegal.to_string()),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for ReleaseStockError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<IllegalTransition<ReservationStatus>> for ReleaseStockError {
    fn from(illegal: IllegalTransition<ReservationStatus>) -> Self {
        Self::Illegal(illegal)
    }
}
