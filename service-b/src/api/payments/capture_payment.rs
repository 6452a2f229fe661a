//! `POST /v1/payments/{id}/capture`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{Json, PathId};
use shared_models::kernel::ProblemKind;
use shared_models::payments::{PaymentFault, PaymentId, PaymentView};

use crate::payments::{self, Capture, CaptureRefused};
use crate::state::State;

failures! {
    /// Why the money was not taken.
    pub enum CapturePaymentError {
        /// No payment has this id.
        NotFound => ProblemKind::NotFound,
        /// The rules forbid it.
        Fault(PaymentFault) => ProblemKind::IllegalTransition: "{0}",
    }
}

/// Takes the money of a payment and issues the invoice. A second capture gives the same payment with the same invoice.
pub async fn capture_payment(
    state: Data<State>,
    PathId(id): PathId<PaymentId>,
) -> Result<Json<PaymentView>, CapturePaymentError> {
    let event_ids = [state.next_id(), state.next_id()];
    let capture = Capture { id, invoice_id: state.next_id(), event_ids, now: state.now() };
    Ok(Json(state.database.run(move |connection| payments::capture(connection, &capture)).await??))
}

impl From<CaptureRefused> for CapturePaymentError {
    fn from(refused: CaptureRefused) -> Self {
        match refused {
            CaptureRefused::NotFound => Self::NotFound,
            CaptureRefused::Fault(fault) => Self::Fault(fault),
        }
    }
}
