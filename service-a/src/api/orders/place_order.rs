//! `POST /v1/orders`.

use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::web::{Data, ReqData};
use actix_web::{HttpRequest, HttpResponse, Responder};
use sha2::{Digest, Sha256};
use shared_models::inventory::{ReserveLine, ReserveStock};
use shared_models::kernel::{Fault, ProblemKind};
use shared_models::orders::{OrderStatus, OrderView, PlaceOrder};

use crate::checkout::Refused;
use crate::fulfilment::{Client, Reserved, reserve_now};
use crate::http::{Answers, Failure, IdempotencyKey, Operation, Rejection, RequestId, Valid, View, headers, respond};
use crate::placing::{Outcome, Placing};
use crate::state::State;
use crate::store::place_order::{Fingerprint, Key};
use crate::store::reservation_tasks::Turn;
use crate::store::{self, orders};

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

/// An order that exists now. 201 when it is settled, confirmed or rejected; 202 while it waits for fulfilment.
///
/// A rejected order is answered with 201 like a confirmed one, because it was created just the same: it has an id and an
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

/// Places an order, and reserves its stock.
///
/// The same request with the same key again places no second order: it answers with the order as it is by then. The same
/// key with another request is refused.
///
/// # Errors
/// See [`PlaceOrderError`].
pub async fn place_order(
    state: Data<State>,
    client: Data<Client>,
    cause: ReqData<RequestId>,
    key: IdempotencyKey,
    Valid(request): Valid<PlaceOrder>,
) -> Result<Placed, PlaceOrderError> {
    let key = Key { key: key.as_str().to_owned(), fingerprint: fingerprint(&request)? };
    let stock = ReserveStock {
        lines: request
            .lines
            .iter()
            .map(|line| ReserveLine { product_id: line.product_id, quantity: line.quantity })
            .collect(),
    };
    let (id, now) = (state.next_id(), state.now());
    // While fulfilment is known to be down nobody waits for it.
    let leased_until = state.may_call().then(|| now + state.lease());
    let placing = Placing {
        id,
        request,
        key,
        policy: Arc::clone(&state.policy),
        audit_id: state.next_id(),
        event_ids: [state.next_id(), state.next_id()],
        leased_until,
        now,
    };
    let mut view = match state.placing.run(placing).await? {
        Outcome::New(view) => view,
        Outcome::Earlier(view) => return Ok(Placed(view)),
        Outcome::KeyReused => return Err(PlaceOrderError::KeyReused),
        Outcome::Refused(refused) => return Err(refused.into()),
    };
    if leased_until.is_none() {
        state.wake_worker();
        return Ok(Placed(view));
    }
    let turn = Turn { order_id: id, attempts: 1, refusals: 0 };
    match reserve_now(&state, &client, turn, &stock, *cause).await {
        Reserved::Waiting => {}
        Reserved::Settled(OrderStatus::Confirmed, at) => {
            view.status = OrderStatus::Confirmed;
            view.updated_at = at;
        }
        // The lines have changed, too, or somebody else has changed the order.
        Reserved::Settled(..) | Reserved::SettledBefore => {
            let found = state.database.run(move |connection| orders::find(connection, id)).await?;
            view = found.unwrap_or(view);
        }
    }
    Ok(Placed(view))
}

/// Two bodies that mean the same have the same fingerprint, however they are written.
fn fingerprint(request: &PlaceOrder) -> Result<Fingerprint, store::Error> {
    let canonical = serde_json::to_vec(request).map_err(store::Error::corrupt)?;
    Ok(Sha256::digest(canonical).into())
}

impl From<Refused> for PlaceOrderError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Unknown(faults) => Self::Unknown(faults),
            Refused::Invalid(faults) => Self::Invalid(faults),
        }
    }
}
