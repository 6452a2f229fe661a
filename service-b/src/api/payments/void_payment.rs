//! `POST /v1/payments/{id}/void`

use actix_web::web::Data;
use shared_models::kernel::ProblemKind;
use shared_models::payments::{Payment, PaymentFault, PaymentView};

use crate::http::{Failure, Json, PathId, Rejection};
use crate::payments::{self, VoidRefused};
use crate::state::State;
use crate::store::{self, Connection};

/// Why the payment was not called off.
pub enum VoidPaymentError {
    /// There is no such payment.
    NotFound,
    /// The rules forbid it.
    Fault(PaymentFault),
    /// The database failed.
    Store(store::Error),
}

/// Calls a payment off, so that its order can be paid anew. Doing it again changes nothing.
///
/// # Errors
/// See [`VoidPaymentError`].
pub async fn void_payment(
    state: Data<State>,
    PathId(id): PathId<Payment>,
) -> Result<Json<PaymentView>, VoidPaymentError> {
    let now = state.now();
    let void = move |connection: &mut Connection| payments::void(connection, id, now);
    Ok(Json(state.database.run(void).await??))
}

impl Failure for VoidPaymentError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound, ProblemKind::IllegalTransition];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Fault(fault) => Rejection::new(ProblemKind::IllegalTransition).with_detail(fault.to_string()),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for VoidPaymentError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<VoidRefused> for VoidPaymentError {
    fn from(refused: VoidRefused) -> Self {
        match refused {
            VoidRefused::NotFound => Self::NotFound,
            VoidRefused::Fault(fault) => Self::Fault(fault),
        }
    }
}
