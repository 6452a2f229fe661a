//! A storefront of a newer release: it answers with the orders it was given, and with a field this service does not know.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpResponse, HttpServer, web};
use chrono::DateTime;
use serde_json::{Value, json};
use shared_models::kernel::{Currency, Id, Money};
use shared_models::orders::{OrderId, OrderStatus, OrderView};

/// What the stub knows.
#[derive(Default)]
struct Orders {
    documents: Mutex<HashMap<String, Value>>,
    asked: AtomicUsize,
}

/// The running stub.
pub struct StorefrontStub {
    orders: Arc<Orders>,
    port: u16,
    handle: actix_web::dev::ServerHandle,
}

impl StorefrontStub {
    /// Starts it on a free port.
    pub fn start() -> Self {
        let orders = Arc::<Orders>::default();
        let shared = Arc::clone(&orders);
        let app = move || {
            App::new().app_data(web::Data::from(Arc::clone(&shared))).route("/v1/orders/{id}", web::get().to(order))
        };
        let server = HttpServer::new(app).workers(1).disable_signals().bind(("127.0.0.1", 0)).unwrap();
        let port = server.addrs()[0].port();
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self { orders, port, handle }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// An order of this many cents.
    pub fn with_order(&self, status: OrderStatus, cents: i64) -> OrderId {
        let money = |cents| Money::new(cents, Currency::EUR).unwrap();
        let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let view = OrderView {
            id: Id::from_uuid(super::fresh_id()),
            customer_id: Id::from_uuid(super::fresh_id()),
            status,
            lines: Vec::new(),
            subtotal: money(cents),
            discount: money(0),
            tax: money(0),
            total: money(cents),
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

    /// How often it was asked for an order.
    pub fn asked(&self) -> usize {
        self.orders.asked.load(Ordering::SeqCst)
    }

    /// Takes it away.
    pub async fn stop(&self) {
        self.handle.stop(false).await;
    }
}

async fn order(orders: web::Data<Orders>, id: web::Path<String>) -> HttpResponse {
    orders.asked.fetch_add(1, Ordering::SeqCst);
    match orders.documents.lock().unwrap().get(id.as_str()) {
        Some(document) => HttpResponse::Ok().json(document),
        None => HttpResponse::NotFound().finish(),
    }
}
