//! `POST /v1/payments/{id}/void`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{Json, PathId};
use shared_models::kernel::ProblemKind;
use shared_models::payments::{PaymentFault, PaymentId, PaymentView};

use crate::payments::{self, Refused};
use crate::state::State;

failures! {
    /// Why a payment was not voided.
    pub enum VoidPaymentError {
        /// No payment has this id.
        NotFound => ProblemKind::NotFound,
        /// The rules forbid it.
        Fault(PaymentFault) => ProblemKind::IllegalTransition: "{0}",
        /// The payment provider is asked for another step.
        StepUnderWay => ProblemKind::Unavailable: "another step of the payment is under way; nothing was done",
    }
}

/// Voids a payment, so that its order can be paid anew. A second void changes nothing.
pub async fn void_payment(
    state: Data<State>,
    PathId(id): PathId<PaymentId>,
) -> Result<Json<PaymentView>, VoidPaymentError> {
    let stamp = state.stamp();
    let voided = state.database.run(move |connection| payments::void(connection, id, &stamp)).await?;
    voided.map(Json).map_err(|refused| match refused {
        Refused::NotFound => VoidPaymentError::NotFound,
        Refused::Fault(fault) => VoidPaymentError::Fault(fault),
        Refused::StepUnderWay(_) => VoidPaymentError::StepUnderWay,
    })
}
