//! `GET /v1/orders/{id}`.

use actix_web::web::Data;
use shared_models::kernel::ProblemKind;
use shared_models::orders::{Order, OrderView};

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, orders};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum GetOrderError {
    /// There is no such order.
    #[error("no such order")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for GetOrderError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

/// Shows an order.
///
/// # Errors
/// See [`GetOrderError`].
pub async fn get_order(state: Data<State>, PathId(id): PathId<Order>) -> Result<Json<OrderView>, GetOrderError> {
    let found = state.database.run(move |connection| orders::find(connection, id)).await?;
    found.map(Json).ok_or(GetOrderError::NotFound)
}
