//! `POST /v1/orders/{id}/cancel`.

use actix_web::web::Data;
use service_chassis::http::{Json, PathId};
use service_chassis::problem::failures;
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::orders::{OrderId, OrderStatus, OrderView};

use crate::orders::{CancelRefused, cancel};
use crate::state::State;

failures! {
    /// Why the order was not cancelled.
    pub enum CancelOrderError {
        NotFound => ProblemKind::NotFound,
        /// Only an order that is pending or confirmed can be cancelled.
        Illegal(IllegalTransition<OrderStatus>) => ProblemKind::IllegalTransition: "{0}",
        OtherRelease => ProblemKind::Unavailable: "another release of this service looks after the order; try again later",
    }
}

impl From<CancelRefused> for CancelOrderError {
    fn from(refused: CancelRefused) -> Self {
        match refused {
            CancelRefused::Missing => Self::NotFound,
            CancelRefused::Illegal(illegal) => Self::Illegal(illegal),
            CancelRefused::OtherRelease => Self::OtherRelease,
        }
    }
}

/// Cancels an order that is pending or confirmed. Cancelling it again changes nothing and answers the same.
pub async fn cancel_order(
    state: Data<State>,
    PathId(id): PathId<OrderId>,
) -> Result<Json<OrderView>, CancelOrderError> {
    Ok(Json(cancel(&state.orders, id).await??))
}
