//! `POST /v1/orders/{id}/cancel`.

use actix_web::web::{Data, ReqData};
use service_chassis::http::{Json, PathId, RequestId};
use service_chassis::problem::failures;
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::orders::{OrderId, OrderStatus, OrderView};
use shared_models::payments::PaymentId;

use crate::orders::{CancelRefused, cancel};
use crate::peers::fulfilment::Fulfilment;
use crate::state::State;

failures! {
    /// Why the order was not cancelled.
    pub enum CancelOrderError {
        NotFound => ProblemKind::NotFound,
        /// Only an order that is pending or confirmed can be cancelled.
        Illegal(IllegalTransition<OrderStatus>) => ProblemKind::IllegalTransition: "{0}",
        /// The customer has paid.
        Paid(PaymentId) => ProblemKind::IllegalTransition:
            "the money of payment {0} was taken: refund it, then cancel the order",
    }
}

impl From<CancelRefused> for CancelOrderError {
    fn from(refused: CancelRefused) -> Self {
        match refused {
            CancelRefused::Missing => Self::NotFound,
            CancelRefused::Illegal(illegal) => Self::Illegal(illegal),
            CancelRefused::Paid(payment) => Self::Paid(payment),
        }
    }
}

/// Cancels an order that is pending or confirmed, and whose money was not taken. Cancelling it again changes nothing and answers the same.
pub async fn cancel_order(
    state: Data<State>,
    fulfilment: Data<Fulfilment>,
    cause: ReqData<RequestId>,
    PathId(id): PathId<OrderId>,
) -> Result<Json<OrderView>, CancelOrderError> {
    Ok(Json(cancel(&state.orders, &fulfilment, id, *cause).await??))
}
