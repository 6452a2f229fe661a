//! `GET /v1/reservations/{id}`

use actix_web::web::Data;
use shared_models::inventory::ReservationView;
use shared_models::kernel::ProblemKind;
use shared_models::orders::Order;

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, reservations};

/// Why no reservation was read.
pub enum GetReservationError {
    /// There is none with this id.
    NotFound,
    /// The database failed.
    Store(store::Error),
}

/// Reads the reservation of an order.
///
/// # Errors
/// See [`GetReservationError`].
pub async fn get_reservation(
    state: Data<State>,
    PathId(id): PathId<Order>,
) -> Result<Json<ReservationView>, GetReservationError> {
    let view = state.database.run(move |connection| reservations::find(connection, id)).await?;
    view.map(Json).ok_or(GetReservationError::NotFound)
}

impl Failure for GetReservationError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for GetReservationError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
