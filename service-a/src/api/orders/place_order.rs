//! `POST /v1/orders`.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::web::{Data, ReqData};
use actix_web::{HttpRequest, HttpResponse, Responder};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use shared_models::audit::AuditAction;
use shared_models::inventory::{ReserveLine, ReserveStock};
use shared_models::kernel::{Fault, ProblemKind};
use shared_models::orders::{GiftRequested, OrderId, OrderPlaced, OrderStatus, OrderView, PlaceOrder};

use crate::checkout::{self, Refused};
use crate::fulfilment::{Client, Reserved, reserve_now};
use crate::http::{Answers, Failure, IdempotencyKey, Operation, Rejection, RequestId, Valid, View, headers, respond};
use crate::state::State;
use crate::store::place_order::{self, Before, Fingerprint, Key, Placement};
use crate::store::{self, Connection, Record, orders};

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
    let placing = Data::clone(&state);
    let placed =
        state.database.run(move |connection| place(connection, &placing, id, &request, key, leased_until, now));
    let mut view = match placed.await?? {
        Ok(view) => view,
        Err(earlier) => return Ok(Placed(earlier)),
    };
    if leased_until.is_none() {
        state.wake_worker();
        return Ok(Placed(view));
    }
    match reserve_now(&state, &client, id, 1, &stock, *cause).await {
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

/// The new order, or the one the key has placed before.
type Found = Result<OrderView, OrderView>;

fn place(
    connection: &mut Connection,
    state: &State,
    id: OrderId,
    request: &PlaceOrder,
    key: Key,
    leased_until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Result<Found, PlaceOrderError>, store::Error> {
    let products = request.lines.iter().map(|line| line.product_id).collect();
    let designs = request.lines.iter().filter_map(|line| line.design_id).collect();
    let goods = place_order::goods(connection, request.customer_id, products, designs)?;
    let priced = match checkout::price(id, request, &goods, &state.policy, now) {
        Ok(priced) => priced,
        // What could be sold when the key was used first may be gone by now: the key still means that order.
        Err(refused) => return Ok(place_order::before(connection, &key)?.map_or(Err(refused.into()), again)),
    };
    let view = priced.order.clone().view(priced.items.clone()).map_err(store::Error::corrupt)?;
    let changes = serde_json::json!({ "status": view.status, "customer_id": view.customer_id, "total": view.total });
    let mut record = Record::new(state.next_id(), AuditAction::Created, "order", id, &changes, now)
        .with_fact(state.next_id(), OrderPlaced::from(&view))?;
    if let Some(message) = view.gift_message.clone() {
        record = record.with_fact(state.next_id(), GiftRequested { order_id: id, message })?;
    }
    let placement = Placement { key, order: priced.order, items: priced.items, record, leased_until, now };
    Ok(match place_order::write(connection, &placement)? {
        Ok(()) => Ok(Ok(view)),
        Err(before) => again(before),
    })
}

fn again(before: Before) -> Result<Found, PlaceOrderError> {
    match before {
        Before::Placed(view) => Ok(Err(*view)),
        Before::OtherRequest => Err(PlaceOrderError::KeyReused),
    }
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
