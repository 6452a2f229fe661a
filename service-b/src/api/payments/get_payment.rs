//! `GET /v1/payments/{id}`

use actix_web::web::Data;
use shared_models::kernel::ProblemKind;
use shared_models::payments::{Payment, PaymentView};

use crate::http::{Failure, Json, PathId, Rejection};
use crate::state::State;
use crate::store::{self, payments};

/// Why no payment was read.
pub enum GetPaymentError {
    /// There is none with this id.
    NotFound,
    /// The database failed.
    Store(store::Error),
}

/// Reads a payment.
///
/// # Errors
/// See [`GetPaymentError`].
pub async fn get_payment(
    state: Data<State>,
    PathId(id): PathId<Payment>,
) -> Result<Json<PaymentView>, GetPaymentError> {
    let view = state.database.run(move |connection| payments::find(connection, id)).await?;
    view.map(Json).ok_or(GetPaymentError::NotFound)
}

impl Failure for GetPaymentError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for GetPaymentError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
