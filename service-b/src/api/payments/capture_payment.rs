//! `POST /v1/payments/{id}/capture`

use actix_web::web::Data;
use shared_models::kernel::ProblemKind;
use shared_models::payments::{Payment, PaymentFault, PaymentView};

use crate::http::{Failure, Json, PathId, Rejection};
use crate::payments::{self, Capture, CaptureRefused};
use crate::state::State;
use crate::store::{self, Connection};

/// Why the money was not taken.
pub enum CapturePaymentError {
    /// There is no such payment.
    NotFound,
    /// The rules forbid it.
    Fault(PaymentFault),
    /// The database failed.
    Store(store::Error),
}

/// Takes the money of a payment and issues the invoice. Doing it again gives the same payment with the same invoice.
///
/// # Errors
/// See [`CapturePaymentError`].
pub async fn capture_payment(
    state: Data<State>,
    PathId(id): PathId<Payment>,
) -> Result<Json<PaymentView>, CapturePaymentError> {
    let (invoice_id, event_ids) = (state.next_id(), [state.next_id(), state.next_id()]);
    let capture = Capture { id, invoice_id, event_ids, now: state.now() };
    let capture = move |connection: &mut Connection| payments::capture(connection, capture);
    Ok(Json(state.database.run(capture).await??))
}

impl Failure for CapturePaymentError {
    const KINDS: &'static [ProblemKind] = &[ProblemKind::NotFound, ProblemKind::IllegalTransition];

    fn reject(self) -> Rejection {
        match self {
            Self::NotFound => Rejection::new(ProblemKind::NotFound),
            Self::Fault(fault) => Rejection::new(ProblemKind::IllegalTransition).with_detail(fault.to_string()),
            Self::Store(error) => error.into(),
        }
    }
}

impl From<store::Error> for CapturePaymentError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<CaptureRefused> for CapturePaymentError {
    fn from(refused: CaptureRefused) -> Self {
        match refused {
            CaptureRefused::NotFound => Self::NotFound,
            CaptureRefused::Fault(fault) => Self::Fault(fault),
        }
    }
}
