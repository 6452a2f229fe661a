//! A stand-in for fulfilment: speaks the shared types, and behaves as a test asks.

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::web::{self, Data, Json, Path};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use chrono::DateTime;
use serde_json::{Value, json};
use service_chassis::testkit::{eventually, fresh_id};
use shared_models::events::Event;
use shared_models::inventory::{OutOfStock, ReservationStatus, ReservationView, ReserveStock, ShortLine};
use shared_models::kernel::{Currency, Id, Money, Problem, ProblemKind};
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentMethod, PaymentStatus, PaymentView};

/// Fulfilment, listening or not.
pub struct Fulfilment {
    port: u16,
    books: Arc<Books>,
    running: Option<(ServerHandle, JoinHandle<()>)>,
}

/// What it knows and how it behaves; kept while it is down.
#[derive(Default)]
struct Books {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    held: BTreeMap<OrderId, ReserveStock>,
    released: BTreeSet<OrderId>,
    left: BTreeSet<OrderId>,
    payments: BTreeMap<OrderId, PaymentStatus>,
    facts: Vec<Value>,
    refund_keys: Vec<String>,
    keeping_money: bool,
    available: BTreeMap<String, u32>,
    reserve_calls: Vec<OrderId>,
    release_calls: Vec<OrderId>,
    failing: bool,
    refusing: bool,
    short_of: Option<Vec<ShortLine>>,
    holding: bool,
    forgetful: bool,
    waiting: usize,
}

impl Fulfilment {
    /// One that listens and has enough of everything.
    pub fn up() -> Self {
        let mut fulfilment = Self::down();
        fulfilment.come_up();
        fulfilment
    }

    /// One that does not listen.
    pub fn down() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Self { port: listener.local_addr().unwrap().port(), books: Arc::default(), running: None }
    }

    /// Its address, whether it listens or not.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts listening.
    pub fn come_up(&mut self) {
        let address = ("127.0.0.1", self.port);
        let listener = eventually("the port is free", || TcpListener::bind(address).ok());
        let books = Data::from(Arc::clone(&self.books));
        let (sender, receiver) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let app = move || {
                    let reservations = web::resource("/v1/reservations/{id}");
                    let reservations = reservations.route(web::put().to(reserve)).route(web::delete().to(release));
                    let books = Data::clone(&books);
                    App::new()
                        .app_data(books)
                        .service(reservations)
                        .route("/v1/orders/{id}/payment", web::get().to(payment))
                        .route("/v1/payments/{id}/refund", web::post().to(refund))
                        .route("/v1/events", web::get().to(events))
                };
                let server = HttpServer::new(app).workers(2).disable_signals().listen(listener).unwrap().run();
                sender.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        self.running = Some((receiver.recv().unwrap(), thread));
    }

    /// Stops listening.
    pub fn go_down(&mut self) {
        self.let_go();
        if let Some((handle, thread)) = self.running.take() {
            drop(handle.stop(false));
            thread.join().unwrap();
        }
    }

    /// Answers 503 from now on, or no longer.
    pub fn fail(&self, failing: bool) {
        self.books.state.lock().unwrap().failing = failing;
    }

    /// Refuses to reserve anything for an unexpected reason from now on, or no longer.
    pub fn refuse(&self, refusing: bool) {
        self.books.state.lock().unwrap().refusing = refusing;
    }

    /// Answers that it is short of these, whatever is ordered.
    pub fn be_short_of(&self, short: Option<Vec<ShortLine>>) {
        self.books.state.lock().unwrap().short_of = short;
    }

    /// Says how many of a product there are; there is enough of every other.
    pub fn stock(&self, product: &str, available: u32) {
        self.books.state.lock().unwrap().available.insert(product.to_owned(), available);
    }

    /// A parcel of the order has left: its stock cannot be released any more.
    pub fn dispatch(&self, order: &str) {
        self.books.state.lock().unwrap().left.insert(order.parse().unwrap());
    }

    /// It publishes a fact about a payment, a parcel or a reservation of its own.
    pub fn publish<T: Event>(&self, data: &T) {
        self.publish_raw(T::TYPE, &json!(data));
    }

    /// The same, whatever the data are.
    pub fn publish_raw(&self, event_type: &str, data: &Value) {
        let facts = &mut self.books.state.lock().unwrap().facts;
        let seq = facts.len() + 1;
        facts.push(json!({
            "specversion": "1.0", "cursor": format!("1:{seq}"), "id": fresh_id(), "type": event_type,
            "source": "service-b", "dataversion": "1.5.0", "subject": fresh_id(), "time": "2026-11-21T09:00:00Z",
            "data": data,
        }));
    }

    /// How many facts it has published.
    pub fn published(&self) -> i64 {
        i64::try_from(self.books.state.lock().unwrap().facts.len()).unwrap()
    }

    /// Refuses to give money back from now on, or no longer.
    pub fn keep_money(&self, keeping: bool) {
        self.books.state.lock().unwrap().keeping_money = keeping;
    }

    /// The status of the payment of an order.
    pub fn payment(&self, order: &str) -> PaymentStatus {
        self.books.state.lock().unwrap().payments[&order.parse().unwrap()]
    }

    /// The idempotency keys of the requests to give money back.
    pub fn refund_keys(&self) -> Vec<String> {
        self.books.state.lock().unwrap().refund_keys.clone()
    }

    /// The order has a payment with this status. The payment has the id of the order.
    pub fn pay(&self, order: &str, status: PaymentStatus) {
        self.books.state.lock().unwrap().payments.insert(order.parse().unwrap(), status);
    }

    /// Takes requests to reserve, and answers none of them until [`let_go`](Self::let_go).
    pub fn hold(&self) {
        self.books.state.lock().unwrap().holding = true;
    }

    /// Forgets that it released something before it was reserved: the worst case of another service.
    pub fn be_forgetful(&self) {
        self.books.state.lock().unwrap().forgetful = true;
    }

    /// Waits until a request to reserve is being held.
    pub fn has_one_waiting(&self) {
        let mut state = self.books.state.lock().unwrap();
        while state.waiting == 0 {
            state = self.books.changed.wait(state).unwrap();
        }
    }

    /// Answers what was held.
    pub fn let_go(&self) {
        self.books.state.lock().unwrap().holding = false;
        self.books.changed.notify_all();
    }

    /// The orders that have stock.
    pub fn held(&self) -> Vec<String> {
        self.books.state.lock().unwrap().held.keys().map(ToString::to_string).collect()
    }

    /// The orders in the order in which it was asked to reserve for them.
    pub fn reserve_calls(&self) -> Vec<String> {
        self.books.state.lock().unwrap().reserve_calls.iter().map(ToString::to_string).collect()
    }

    /// The orders in the order in which it was asked to release their stock.
    pub fn release_calls(&self) -> Vec<String> {
        self.books.state.lock().unwrap().release_calls.iter().map(ToString::to_string).collect()
    }
}

impl Drop for Fulfilment {
    fn drop(&mut self) {
        self.go_down();
    }
}

async fn reserve(books: Data<Books>, id: Path<OrderId>, request: Json<ReserveStock>) -> HttpResponse {
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

async fn release(books: Data<Books>, id: Path<OrderId>) -> HttpResponse {
    let mut state = books.state.lock().unwrap();
    state.release_calls.push(*id);
    if state.failing {
        return problem(ProblemKind::Unavailable).into();
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

async fn payment(books: Data<Books>, id: Path<OrderId>) -> HttpResponse {
    let state = books.state.lock().unwrap();
    if state.failing {
        return problem(ProblemKind::Unavailable).into();
    }
    match state.payments.get(&id) {
        None | Some(PaymentStatus::Voided) => problem(ProblemKind::NotFound).into(),
        Some(status) => Raw(200, payment_view(*id, *status)).into(),
    }
}

async fn refund(books: Data<Books>, id: Path<OrderId>, request: HttpRequest) -> HttpResponse {
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
async fn events(books: Data<Books>, query: web::Query<BTreeMap<String, String>>) -> HttpResponse {
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
