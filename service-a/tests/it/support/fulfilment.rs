//! A stand-in for fulfilment: speaks the shared types, and behaves as a test asks.

mod answers;

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::web::{self, Data};
use actix_web::{App, HttpServer};
use serde_json::{Value, json};
use service_chassis::testkit::{eventually, fresh_id};
use shared_models::events::Event;
use shared_models::inventory::{ReserveStock, ShortLine};
use shared_models::kernel::ProblemKind;
use shared_models::orders::OrderId;
use shared_models::payments::PaymentStatus;

use self::answers::{events, payment, refund, release, reserve};

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
    release_problem: Option<ProblemKind>,
    payment_calls: usize,
    holding_payments: bool,
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

    /// Answers with this problem when it is to release stock, or no longer.
    pub fn fail_releases(&self, problem: Option<ProblemKind>) {
        self.books.state.lock().unwrap().release_problem = problem;
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

    /// Takes questions for payments, and answers none of them until [`let_go`](Self::let_go): with what was true before.
    pub fn hold_payments(&self) {
        self.books.state.lock().unwrap().holding_payments = true;
    }

    /// How often it was asked for a payment.
    pub fn payment_calls(&self) -> usize {
        self.books.state.lock().unwrap().payment_calls
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
        let mut state = self.books.state.lock().unwrap();
        (state.holding, state.holding_payments) = (false, false);
        drop(state);
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
