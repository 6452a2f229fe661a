//! `POST /v1/orders/{id}/cancel`.

use actix_web::web::Data;
use serde_json::json;
use shared_models::audit::AuditAction;
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::orders::{Order, OrderCancelled, OrderStatus, OrderView};

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::settle_order::{self, CancelRefused};
use crate::store::{self, Record, orders};

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
/// Its stock is released behind the answer; that is repeated until fulfilment has done it.
///
/// # Errors
/// See [`CancelOrderError`].
pub async fn cancel_order(state: Data<State>, PathId(id): PathId<Order>) -> Result<Json<OrderView>, CancelOrderError> {
    let now = state.now();
    let changes = json!({ "status": OrderStatus::Cancelled });
    let record = Record::new(state.next_id(), AuditAction::Transitioned, "order", id, &changes, now)
        .with_fact(state.next_id(), OrderCancelled { order_id: id })?;
    let cancelled = state.database.run(move |connection| {
        Ok(match settle_order::cancel(connection, id, &record, now)? {
            Ok(_) => orders::find(connection, id)?.ok_or(CancelRefused::Missing),
            Err(refused) => Err(refused),
        })
    });
    let view = cancelled.await??;
    state.wake_worker();
    Ok(Json(view))
}
