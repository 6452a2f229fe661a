//! `POST /v1/orders`.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::web::{Data, ReqData};
use actix_web::{HttpRequest, HttpResponse, Responder};
use service_chassis::http::{Answers, IdempotencyKey, Operation, RequestId, Valid, respond};
use service_chassis::problem::{Fault, failures};
use shared_models::kernel::ProblemKind;
use shared_models::orders::{OrderStatus, OrderView, PlaceOrder};

use crate::orders::{PlaceRefused, place};
use crate::peers::fulfilment::Fulfilment;
use crate::state::State;

failures! {
    /// Why the order was not placed.
    pub enum PlaceOrderError {
        /// It refers to things that do not exist.
        Unknown(Vec<Fault>) => ProblemKind::UnknownReference with faults,
        /// What it refers to cannot be sold like this.
        Invalid(Vec<Fault>) => ProblemKind::Invalid with faults,
        /// The key belongs to another request.
        KeyReused => ProblemKind::IdempotencyKeyReused,
    }
}

impl From<PlaceRefused> for PlaceOrderError {
    fn from(refused: PlaceRefused) -> Self {
        match refused {
            PlaceRefused::Unknown(faults) => Self::Unknown(faults),
            PlaceRefused::Invalid(faults) => Self::Invalid(faults),
            PlaceRefused::KeyReused => Self::KeyReused,
        }
    }
}

/// An order that exists. 201 when it is settled, confirmed or rejected; 202 while it waits for fulfilment.
///
/// A rejected order is answered with 201 like a confirmed one, because it was created as well: it has an id and an
/// address, and its lines say what was missing.
#[derive(Debug)]
pub struct Placed(OrderView);

impl Responder for Placed {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let waits = self.0.status == OrderStatus::Pending;
        let status = if waits { StatusCode::ACCEPTED } else { StatusCode::CREATED };
        respond(status, &self.0, Some(&format!("/v1/orders/{}", self.0.id)))
    }
}

impl Answers for Placed {
    fn describe(operation: &mut Operation) {
        let settled = "The order exists and is settled: `confirmed`, or `rejected` with `short_by` on its lines.";
        let waits = "The order exists and waits for its stock: read it again at its address.";
        operation.answer::<OrderView>(201, settled, true);
        operation.answer::<OrderView>(202, waits, true);
    }
}

/// Places an order and reserves its stock.
///
/// The same request with the same key places no second order: it answers with the current state of the first one. The
/// same key with another request is refused.
pub async fn place_order(
    state: Data<State>,
    fulfilment: Data<Fulfilment>,
    cause: ReqData<RequestId>,
    key: IdempotencyKey,
    Valid(request): Valid<PlaceOrder>,
) -> Result<Placed, PlaceOrderError> {
    Ok(Placed(place(&state.orders, &fulfilment, *cause, key, request).await??))
}
