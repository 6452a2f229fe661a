//! `POST /v1/payments/{id}/refund`

use actix_web::web::Data;
use service_chassis::failures;
use service_chassis::http::{IdempotencyKey, Json, PathId, Valid};
use service_chassis::problem::Fault;
use shared_models::kernel::{Price, ProblemKind};
use shared_models::payments::{PaymentFault, PaymentId, PaymentView, RefundPayment};

use crate::payments::{self, Refund, RefundRefused};
use crate::state::State;

failures! {
    /// Why no money was given back.
    pub enum RefundPaymentError {
        /// No payment has this id.
        NotFound => ProblemKind::NotFound,
        /// The key belongs to another request.
        KeyReused => ProblemKind::IdempotencyKeyReused,
        /// The payment does not allow it.
        Illegal(PaymentFault) => ProblemKind::IllegalTransition: "{0}",
        /// No payment allows this amount.
        Amount(Vec<Fault>) => ProblemKind::Invalid with faults,
    }
}

/// Gives back some of the money of a payment, or all that is left; once for a key.
pub async fn refund_payment(
    state: Data<State>,
    PathId(id): PathId<PaymentId>,
    key: IdempotencyKey,
    Valid(request): Valid<RefundPayment>,
) -> Result<Json<PaymentView>, RefundPaymentError> {
    let key = key.of_operation(&format!("refund {id}"), &request)?;
    let amount = request.amount.map(Price::money).transpose().map_err(PaymentFault::from)?;
    let (refund, stamp) = (Refund { id, amount }, state.stamp());
    Ok(Json(state.database.run(move |connection| payments::refund(connection, &key, &refund, &stamp)).await??))
}

impl From<PaymentFault> for RefundPaymentError {
    fn from(fault: PaymentFault) -> Self {
        match fault {
            PaymentFault::Status(_) | PaymentFault::OrderNotPayable(_) | PaymentFault::RefundTooLarge { .. } => {
                Self::Illegal(fault)
            }
            PaymentFault::EmptyRefund | PaymentFault::Money(_) => {
                Self::Amount(vec![Fault::body("/amount", fault.to_string())])
            }
        }
    }
}

impl From<RefundRefused> for RefundPaymentError {
    fn from(refused: RefundRefused) -> Self {
        match refused {
            RefundRefused::NotFound => Self::NotFound,
            RefundRefused::Fault(fault) => fault.into(),
            RefundRefused::KeyReused => Self::KeyReused,
        }
    }
}
