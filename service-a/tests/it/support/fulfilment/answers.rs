//! What the stand-in answers.

use std::collections::BTreeMap;

use actix_web::web::{self, Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::DateTime;
use shared_models::inventory::{OutOfStock, ReservationStatus, ReservationView, ReserveStock, ShortLine};
use shared_models::kernel::{Currency, Id, Money, Problem, ProblemKind};
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentMethod, PaymentStatus, PaymentView};

use super::{Books, State};

pub async fn reserve(books: Data<Books>, id: Path<OrderId>, request: Json<ReserveStock>) -> HttpResponse {
    let (id, request) = (*id, request.into_inner());
    // On a thread that may wait.
    web::block(move || {
        let mut state = books.state.lock().unwrap();
        state.reserve_calls.push(id);
        state.waiting += 1;
        books.changed.notify_all();
        while state.holding {
            state = books.changed.wait(state).unwrap();
        }
        state.waiting -= 1;
        answer(&mut state, id, request)
    })
    .await
    .unwrap()
    .into()
}

/// What an answer is made of: an `HttpResponse` stays on its thread.
struct Raw(u16, String);

impl From<Raw> for HttpResponse {
    fn from(Raw(status, body): Raw) -> Self {
        let status = actix_web::http::StatusCode::from_u16(status).unwrap();
        Self::build(status).content_type("application/json").body(body)
    }
}

fn answer(state: &mut State, id: OrderId, request: ReserveStock) -> Raw {
    if state.failing {
        return problem(ProblemKind::Unavailable);
    }
    if state.refusing {
        return problem(ProblemKind::Invalid);
    }
    if let Some(held) = state.held.get(&id) {
        assert_eq!(*held, request, "an order is reserved twice, with other lines");
        return Raw(200, view(id, ReservationStatus::Held));
    }
    if state.released.contains(&id) && !state.forgetful {
        return problem(ProblemKind::IllegalTransition);
    }
    let short: Vec<ShortLine> = request
        .lines
        .iter()
        .filter_map(|line| {
            let available = *state.available.get(&line.product_id.to_string())?;
            let short = ShortLine { product_id: line.product_id, requested: line.quantity, available };
            (available < line.quantity).then_some(short)
        })
        .collect();
    let short = state.short_of.clone().unwrap_or(short);
    if !short.is_empty() || state.short_of.is_some() {
        let body = OutOfStock { problem: Problem::new(ProblemKind::OutOfStock), short };
        return Raw(409, serde_json::to_string(&body).unwrap());
    }
    state.held.insert(id, request);
    Raw(201, view(id, ReservationStatus::Held))
}

pub async fn release(books: Data<Books>, id: Path<OrderId>) -> HttpResponse {
    let mut state = books.state.lock().unwrap();
    state.release_calls.push(*id);
    if state.failing {
        return problem(ProblemKind::Unavailable).into();
    }
    if let Some(kind) = state.release_problem {
        return problem(kind).into();
    }
    if state.left.contains(&id) {
        return problem(ProblemKind::IllegalTransition).into();
    }
    state.held.remove(&id);
    state.released.insert(*id);
    if let Some(status) = state.payments.get_mut(&id).filter(|status| **status == PaymentStatus::Authorised) {
        *status = PaymentStatus::Voided;
    }
    Raw(200, view(*id, ReservationStatus::Released)).into()
}

pub async fn payment(books: Data<Books>, id: Path<OrderId>) -> HttpResponse {
    // On a thread that may wait.
    web::block(move || {
        let mut state = books.state.lock().unwrap();
        let answer = match state.payments.get(&id) {
            _ if state.failing => problem(ProblemKind::Unavailable),
            None | Some(PaymentStatus::Voided) => problem(ProblemKind::NotFound),
            Some(status) => Raw(200, payment_view(*id, *status)),
        };
        state.payment_calls += 1;
        while state.holding_payments {
            state = books.changed.wait(state).unwrap();
        }
        answer
    })
    .await
    .unwrap()
    .into()
}

pub async fn refund(books: Data<Books>, id: Path<OrderId>, request: HttpRequest) -> HttpResponse {
    let mut state = books.state.lock().unwrap();
    state.refund_keys.push(request.headers().get("idempotency-key").unwrap().to_str().unwrap().to_owned());
    if state.failing {
        return problem(ProblemKind::Unavailable).into();
    }
    if state.keeping_money {
        return problem(ProblemKind::IllegalTransition).into();
    }
    state.payments.insert(*id, PaymentStatus::Refunded);
    Raw(200, payment_view(*id, PaymentStatus::Refunded)).into()
}

/// Never waits, so that nothing waits for it.
pub async fn events(books: Data<Books>, query: web::Query<BTreeMap<String, String>>) -> HttpResponse {
    let facts = &books.state.lock().unwrap().facts;
    let after = query.get("after").and_then(|after| after.split_once(':')).map_or(0, |(_, seq)| seq.parse().unwrap());
    let page: Vec<_> = facts.iter().skip(after).cloned().collect();
    HttpResponse::Ok().insert_header(("feed-head", format!("1:{}", facts.len()))).json(page)
}

fn payment_view(id: OrderId, status: PaymentStatus) -> String {
    let (at, euros) = (DateTime::UNIX_EPOCH, Money::zero(Currency::EUR));
    let view = PaymentView {
        id: Id::from_uuid(id.uuid()),
        order_id: id,
        method: PaymentMethod::Card,
        status,
        amount: euros,
        captured: euros,
        refunded: euros,
        invoice_id: None,
        created_at: at,
        updated_at: at,
    };
    serde_json::to_string(&view).unwrap()
}

fn view(order_id: OrderId, status: ReservationStatus) -> String {
    let at = DateTime::UNIX_EPOCH;
    let view = ReservationView { order_id, status, lines: Vec::new(), created_at: at, updated_at: at };
    serde_json::to_string(&view).unwrap()
}

fn problem(kind: ProblemKind) -> Raw {
    Raw(kind.status(), serde_json::to_string(&Problem::new(kind)).unwrap())
}
