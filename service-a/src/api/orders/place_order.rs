//! `POST /v1/orders`.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::web::{Data, ReqData};
use actix_web::{HttpRequest, HttpResponse, Responder};
use shared_models::kernel::{Fault, ProblemKind};
use shared_models::orders::{OrderStatus, OrderView, PlaceOrder};

use crate::http::{Answers, Failure, IdempotencyKey, Operation, Rejection, RequestId, Valid, View, headers, respond};
use crate::orders::{Orders, PlaceRefused, place};
use crate::peers::fulfilment::Client;
use crate::store;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum PlaceOrderError {
    /// It refers to things that do not exist.
    #[error("it refers to something unknown")]
    Unknown(Vec<Fault>),
    /// What it refers to cannot be sold like this.
    #[error("it cannot be sold like this")]
    Invalid(Vec<Fault>),
    /// The key came with another request before.
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Failure for PlaceOrderError {
    const KINDS: &'static [ProblemKind] =
        &[ProblemKind::UnknownReference, ProblemKind::Invalid, ProblemKind::IdempotencyKeyReused];

    fn reject(self) -> Rejection {
        match self {
            Self::Unknown(faults) => Rejection::new(ProblemKind::UnknownReference).with_errors(faults),
            Self::Invalid(faults) => Rejection::new(ProblemKind::Invalid).with_errors(faults),
            Self::KeyReused => Rejection::new(ProblemKind::IdempotencyKeyReused),
            Self::Store(error) => error.into(),
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
        operation.answer(201, settled, OrderView::NAME, headers(false, true));
        operation.answer(202, waits, OrderView::NAME, headers(false, true));
    }
}

/// Places an order and reserves its stock.
///
/// The same request with the same key places no second order: it answers with the current state of the first one. The
/// same key with another request is refused.
///
/// # Errors
/// See [`PlaceOrderError`].
pub async fn place_order(
    orders: Data<Orders>,
    client: Data<Client>,
    cause: ReqData<RequestId>,
    key: IdempotencyKey,
    Valid(request): Valid<PlaceOrder>,
) -> Result<Placed, PlaceOrderError> {
    Ok(Placed(place(&orders, &client, *cause, key, request).await??))
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
