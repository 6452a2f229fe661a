//! A storefront of a newer release: it answers with the orders it was given, and with a field this service does not know.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpResponse, HttpServer, web};
use chrono::DateTime;
use serde_json::{Value, json};
use shared_models::catalog::{ProductId, ProductView};
use shared_models::kernel::{Currency, Id, Money};
use shared_models::orders::{OrderId, OrderStatus, OrderView};

use super::fresh_id;

/// What it knows.
#[derive(Default)]
struct Orders {
    documents: Mutex<HashMap<String, Value>>,
    calls: AtomicUsize,
    products: Mutex<Vec<Value>>,
    snapshots: AtomicUsize,
    facts: Mutex<Vec<Value>>,
    stopped: AtomicBool,
}

/// The running storefront.
pub struct Storefront {
    orders: Arc<Orders>,
    port: u16,
    running: Mutex<Option<(ServerHandle, JoinHandle<()>)>>,
}

impl Storefront {
    /// Starts it on a free port.
    pub fn start() -> Self {
        let orders = Arc::<Orders>::default();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, receiver) = std::sync::mpsc::channel();
        let shared = Arc::clone(&orders);
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let app = move || {
                    let orders = web::Data::from(Arc::clone(&shared));
                    App::new()
                        .app_data(orders)
                        .route("/v1/orders/{id}", web::get().to(order))
                        .route("/v1/products", web::get().to(products))
                        .route("/v1/events", web::get().to(events))
                };
                let server = HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap().run();
                sender.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self { orders, port, running: Mutex::new(Some((receiver.recv().unwrap(), thread))) }
    }

    /// Its address, whether it runs or not.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// An order of this many cents.
    pub fn with_order(&self, status: OrderStatus, cents: i64) -> OrderId {
        let money = |cents| Money::new(cents, Currency::EUR).unwrap();
        let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let view = OrderView {
            id: Id::from_uuid(fresh_id()),
            customer_id: Id::from_uuid(fresh_id()),
            status,
            lines: Vec::new(),
            subtotal: money(cents),
            discount: money(0),
            tax: money(0),
            total: money(cents),
            gift_message: None,
            placed_at: at,
            updated_at: at,
        };
        let mut document = serde_json::to_value(&view).unwrap();
        document["a_field_of_the_next_release"] = json!({ "gift_wrap": true });
        self.answer(view.id, document);
        view.id
    }

    /// Answers with `document` for this order.
    pub fn answer(&self, id: OrderId, document: Value) {
        self.orders.documents.lock().unwrap().insert(id.to_string(), document);
    }

    /// What it answers for this order.
    pub fn document(&self, id: OrderId) -> Value {
        self.orders.documents.lock().unwrap()[&id.to_string()].clone()
    }

    /// The order has this status from now on.
    pub fn change(&self, id: OrderId, status: OrderStatus) {
        self.orders.documents.lock().unwrap().get_mut(&id.to_string()).unwrap()["status"] = json!(status);
    }

    /// It does not know the order any more.
    pub fn forget(&self, id: OrderId) {
        self.orders.documents.lock().unwrap().remove(&id.to_string());
    }

    /// It has this product.
    pub fn with_product(&self, product: &ProductView) {
        self.orders.products.lock().unwrap().push(json!(product));
    }

    /// It publishes that a product is like this.
    pub fn publish(&self, subject: ProductId, data: Value) {
        let mut facts = self.orders.facts.lock().unwrap();
        let seq = facts.len() + 1;
        facts.push(json!({
            "specversion": "1.0", "cursor": format!("1:{seq}"), "id": fresh_id(), "type": "catalog::ProductChanged",
            "source": "service-a", "dataversion": "1.5.0", "subject": subject, "time": "2026-11-21T09:00:00Z", "data": data,
        }));
    }

    /// How often it was asked for an order.
    pub fn calls(&self) -> usize {
        self.orders.calls.load(Ordering::SeqCst)
    }

    /// How often it was asked for its products.
    pub fn snapshots(&self) -> usize {
        self.orders.snapshots.load(Ordering::SeqCst)
    }

    /// Stops it. Its worker may live a moment longer, and answers nothing of use.
    pub fn stop(&self) {
        self.orders.stopped.store(true, Ordering::SeqCst);
        if let Some((handle, thread)) = self.running.lock().unwrap().take() {
            drop(handle.stop(false));
            thread.join().unwrap();
        }
    }
}

impl Drop for Storefront {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn order(orders: web::Data<Orders>, id: web::Path<String>) -> HttpResponse {
    orders.calls.fetch_add(1, Ordering::SeqCst);
    if orders.stopped.load(Ordering::SeqCst) {
        return HttpResponse::InternalServerError().finish();
    }
    match orders.documents.lock().unwrap().get(id.as_str()) {
        Some(document) => HttpResponse::Ok().json(document),
        None => HttpResponse::NotFound().finish(),
    }
}

async fn products(orders: web::Data<Orders>) -> HttpResponse {
    orders.snapshots.fetch_add(1, Ordering::SeqCst);
    HttpResponse::Ok().json(json!({ "items": *orders.products.lock().unwrap() }))
}

/// Never waits, so that nothing waits for it.
async fn events(orders: web::Data<Orders>, query: web::Query<HashMap<String, String>>) -> HttpResponse {
    let facts = orders.facts.lock().unwrap();
    let after = query.get("after").and_then(|after| after.split_once(':')).map_or(0, |(_, seq)| seq.parse().unwrap());
    let page: Vec<_> = facts.iter().skip(after).cloned().collect();
    HttpResponse::Ok().insert_header(("feed-head", format!("1:{}", facts.len()))).json(page)
}
