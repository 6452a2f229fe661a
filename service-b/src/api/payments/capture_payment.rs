//! `POST /v1/payments/{id}/capture`

use std::rc::Rc;

use actix_web::web::{Data, ReqData};
use service_chassis::failures;
use service_chassis::http::{Json, PathId, RequestId};
use service_chassis::peer::Down;
use shared_models::kernel::ProblemKind;
use shared_models::payments::{PaymentFault, PaymentId, PaymentStatus, PaymentView};

use crate::payments::provider::Provider;
use crate::payments::{self, NotDone, Refused, is_due};
use crate::peers::Storefront;
use crate::state::State;
use crate::store::payments as store;

failures! {
    /// Why a payment was not captured.
    pub enum CapturePaymentError {
        /// No payment has this id.
        NotFound => ProblemKind::NotFound,
        /// The payment does not allow it, or the state of its order.
        Fault(PaymentFault) => ProblemKind::IllegalTransition: "{0}",
        /// The storefront does not know the order any more.
        OrderGone => ProblemKind::IllegalTransition: "the storefront has no such order",
        /// The storefront, which knows whether the order still stands, did not answer.
        Storefront(Down) => ProblemKind::Unavailable with cause:
            "the storefront did not say whether the order still stands; nothing was taken",
        /// The payment provider is asked for another step.
        StepUnderWay => ProblemKind::Unavailable: "another step of the payment is under way; nothing was done",
        /// The payment provider did not want to.
        Declined(String) => ProblemKind::IllegalTransition: "the payment provider declined it: {0}",
        /// The payment provider did not answer.
        Provider(Down) => ProblemKind::Unavailable with cause:
            "the payment provider did not say whether it was done; the same request again finds out",
    }
}

/// Takes the money of a payment and issues the invoice, if the order still stands. A second capture gives the same payment
/// with the same invoice.
pub async fn capture_payment(
    state: Data<State>,
    storefront: Data<Storefront>,
    provider: Data<Rc<dyn Provider>>,
    request_id: ReqData<RequestId>,
    PathId(id): PathId<PaymentId>,
) -> Result<Json<PaymentView>, CapturePaymentError> {
    let payment = state.database.run(move |connection| store::find(connection, id)).await?;
    let PaymentView { order_id, status, .. } = payment.ok_or(CapturePaymentError::NotFound)?;
    // Nothing is taken from a payment in another state, so its order does not matter.
    if status == PaymentStatus::Authorised {
        let order = storefront.order(order_id, *request_id).await.map_err(CapturePaymentError::Storefront)?;
        is_due(order.ok_or(CapturePaymentError::OrderGone)?.status).map_err(CapturePaymentError::Fault)?;
        payments::ask_to_capture(&state.database, &***provider, id, state.stamp(), *request_id).await??;
    }
    let stamp = state.stamp();
    let captured = state.database.run(move |connection| payments::capture(connection, id, &stamp)).await?;
    captured.map(Json).map_err(|refused| match refused {
        Refused::NotFound => CapturePaymentError::NotFound,
        Refused::Fault(fault) => CapturePaymentError::Fault(fault),
        Refused::StepUnderWay(_) => CapturePaymentError::StepUnderWay,
    })
}

impl From<NotDone> for CapturePaymentError {
    fn from(refused: NotDone) -> Self {
        match refused {
            NotDone::Declined(reason) => Self::Declined(reason),
            NotDone::StepUnderWay(_) => Self::StepUnderWay,
            NotDone::Unknown(down) => Self::Provider(down),
        }
    }
}
