//! `POST /v1/orders/{id}/cancel`.

use actix_web::web::Data;
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::orders::{Order, OrderStatus, OrderView};

use crate::http::{Failure, Json, PathId, Rejection};
use crate::orders::{CancelRefused, Orders, cancel};
use crate::store;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CancelOrderError {
    /// There is no such order.
    #[error("no such order")]
    NotFound,
    /// It is too late, or there is nothing to cancel.
    #[error(transparent)]
    Illegal(IllegalTransition<OrderStatus>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<CancelRefused> for CancelOrderError {
    fn from(refused: CancelRefused) -> Self {
        match refused {
            CancelRefused::Missing => Self::NotFound,
            CancelRefused::Illegal(illegal) => Self::Illegal(illegal),
        }
    }
}

impl Failure for CancelOrderError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound, ProblemKind::IllegalTransition];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Illegal(illegal) => Rejection::new(ProblemKind::IllegalTransition).with_detail(illegal.to_string()),
            Self::Store(error) => error.into(),
        }
    }
}

/// Cancels an order that is pending or confirmed. Cancelling it again changes nothing and answers the same.
///
/// # Errors
/// See [`CancelOrderError`].
pub async fn cancel_order(
    orders: Data<Orders>,
    PathId(id): PathId<Order>,
) -> Result<Json<OrderView>, CancelOrderError> {
    Ok(Json(cancel(&orders, id).await??))
}
