//! `POST /v1/payments/{id}/refund`

use std::rc::Rc;

use actix_web::web::{Data, ReqData};
use service_chassis::failures;
use service_chassis::http::{IdempotencyKey, Json, PathId, RequestId, Valid};
use service_chassis::peer::Down;
use service_chassis::problem::Fault;
use shared_models::kernel::{Price, ProblemKind};
use shared_models::payments::{PaymentFault, PaymentId, PaymentView, RefundPayment};

use crate::payments::provider::Provider;
use crate::payments::{self, NotDone, Refund, RefundRefused};
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
        /// The payment provider is asked for another step.
        StepUnderWay => ProblemKind::Unavailable: "another step of the payment is under way; nothing was done",
        /// The payment provider did not want to.
        Declined(String) => ProblemKind::IllegalTransition: "the payment provider declined it: {0}",
        /// The payment provider did not answer.
        Provider(Down) => ProblemKind::Unavailable with cause:
            "the payment provider did not say whether it was done; the same request again finds out",
    }
}

/// Gives back some of the money of a payment, or all that is left; once for a key.
pub async fn refund_payment(
    state: Data<State>,
    provider: Data<Rc<dyn Provider>>,
    request_id: ReqData<RequestId>,
    PathId(id): PathId<PaymentId>,
    key: IdempotencyKey,
    Valid(request): Valid<RefundPayment>,
) -> Result<Json<PaymentView>, RefundPaymentError> {
    let key = key.of_operation(&format!("refund {id}"), &request)?;
    let amount = request.amount.map(Price::money).transpose().map_err(PaymentFault::from)?;
    let (refund, stamp) = (Refund { id, amount }, state.stamp());
    if provider.is_remote() {
        let (key, refund, stamp) = (key.clone(), refund.clone(), stamp.clone());
        let begun = state.database.run(move |connection| payments::begin_refund(connection, &key, &refund, &stamp));
        if let Some(step) = begun.await?? {
            payments::ask(&state.database, &***provider, step, *request_id).await??;
        }
    }
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
            RefundRefused::StepUnderWay(_) => Self::StepUnderWay,
        }
    }
}

impl From<NotDone> for RefundPaymentError {
    fn from(refused: NotDone) -> Self {
        match refused {
            NotDone::Declined(reason) => Self::Declined(reason),
            NotDone::StepUnderWay(_) => Self::StepUnderWay,
            NotDone::Unknown(down) => Self::Provider(down),
        }
    }
}
