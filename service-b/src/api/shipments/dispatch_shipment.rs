//! `POST /v1/shipments/{id}/dispatch`

use std::rc::Rc;

use actix_web::web::{Data, ReqData};
use service_chassis::failures;
use service_chassis::http::{Json, PathId, RequestId, Valid};
use service_chassis::peer::Down;
use service_chassis::problem::Fault;
use shared_models::kernel::{IllegalTransition, ProblemKind};
use shared_models::payments::PaymentFault;
use shared_models::shipments::{DispatchShipment, ShipmentId, ShipmentStatus, ShipmentView};

use crate::names;
use crate::payments::provider::Provider;
use crate::payments::{NotDone, ask_to_capture, is_due};
use crate::peers::Storefront;
use crate::shipments::{self, Dispatch, DispatchRefused};
use crate::state::State;
use crate::store::{payments, shipments as store};

failures! {
    /// Why a parcel was not dispatched.
    pub enum DispatchShipmentError {
        /// No parcel has this id.
        NotFound => ProblemKind::NotFound,
        /// People cannot read the name of the carrier.
        Illegible(Vec<Fault>) => ProblemKind::Invalid with faults,
        /// It was cancelled.
        Illegal(IllegalTransition<ShipmentStatus>) => ProblemKind::IllegalTransition: "{0}",
        /// It has left, but not so.
        LeftOtherwise => ProblemKind::IllegalTransition: "the parcel has left with another carrier or tracking code",
        /// The order has no payment, or its money was given back.
        Unpaid => ProblemKind::IllegalTransition: "the order is not paid for",
        /// The state of the order does not allow it.
        Fault(PaymentFault) => ProblemKind::IllegalTransition: "{0}",
        /// The storefront does not know the order any more.
        OrderGone => ProblemKind::IllegalTransition: "the storefront has no such order",
        /// The storefront, which knows whether the order still stands, did not answer.
        Storefront(Down) => ProblemKind::Unavailable with cause:
            "the storefront did not say whether the order still stands; nothing was done",
        /// The payment provider is asked for another step.
        StepUnderWay => ProblemKind::Unavailable: "another step of the payment is under way; nothing was done",
        /// The payment provider did not want to.
        Declined(String) => ProblemKind::IllegalTransition: "the payment provider declined it: {0}",
        /// The payment provider did not answer.
        Provider(Down) => ProblemKind::Unavailable with cause:
            "the payment provider did not say whether it was done; the same request again finds out",
    }
}

/// Hands a parcel to a carrier and takes the money of its order, if the order still stands. The same request again changes
/// nothing.
pub async fn dispatch_shipment(
    state: Data<State>,
    storefront: Data<Storefront>,
    provider: Data<Rc<dyn Provider>>,
    request_id: ReqData<RequestId>,
    PathId(id): PathId<ShipmentId>,
    Valid(request): Valid<DispatchShipment>,
) -> Result<Json<ShipmentView>, DispatchShipmentError> {
    let faults = names::faults(&request);
    if !faults.is_empty() {
        return Err(DispatchShipmentError::Illegible(faults));
    }
    let parcel = state.database.run(move |connection| store::find(connection.mysql(), id)).await?;
    let parcel = parcel.ok_or(DispatchShipmentError::NotFound)?;
    // Nothing happens to a parcel in another state, so its order does not matter.
    if parcel.status == ShipmentStatus::Preparing {
        let order = storefront.order(parcel.order_id, *request_id).await.map_err(DispatchShipmentError::Storefront)?;
        is_due(order.ok_or(DispatchShipmentError::OrderGone)?.status).map_err(DispatchShipmentError::Fault)?;
        let payment = state.database.run(move |connection| payments::find_live(connection, parcel.order_id)).await?;
        let payment = payment.ok_or(DispatchShipmentError::Unpaid)?;
        ask_to_capture(&state.database, &***provider, payment.id, state.stamp(), *request_id).await??;
    }
    let (dispatch, stamp) = (Dispatch { id, request }, state.stamp());
    Ok(Json(state.database.run(move |connection| shipments::dispatch(connection, &dispatch, &stamp)).await??))
}

impl From<DispatchRefused> for DispatchShipmentError {
    fn from(refused: DispatchRefused) -> Self {
        match refused {
            DispatchRefused::NotFound => Self::NotFound,
            DispatchRefused::Illegal(illegal) => Self::Illegal(illegal),
            DispatchRefused::LeftOtherwise => Self::LeftOtherwise,
            DispatchRefused::Unpaid => Self::Unpaid,
        }
    }
}

impl From<NotDone> for DispatchShipmentError {
    fn from(refused: NotDone) -> Self {
        match refused {
            NotDone::Declined(reason) => Self::Declined(reason),
            NotDone::StepUnderWay(_) => Self::StepUnderWay,
            NotDone::Unknown(down) => Self::Provider(down),
        }
    }
}
