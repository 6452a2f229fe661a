//! The service, started in this process and driven over HTTP.

use std::net::TcpListener;
use std::time::Duration;

use awc::http::Method;
use serde::Serialize;
use serde_json::{Value, json};
use service_b::config::{Config, DatabaseUrl};
use service_b::server;
use service_b::state::State;
use service_b::store::Database;
use shared_models::catalog::{CreateProduct, ProductId};
use shared_models::inventory::{CreateWarehouse, ReservationView, SetStock, StockView, WarehouseId, WarehouseView};
use shared_models::kernel::{Currency, Id, Price};
use shared_models::orders::{OrderId, OrderStatus};
use shared_models::payments::PaymentView;

use super::{Answer, StorefrontStub, TestDatabase, fresh_id};

/// A running service with a database and a storefront of its own.
pub struct TestApp {
    pub database: TestDatabase,
    pub storefront: StorefrontStub,
    pub state: State,
    pub url: String,
    client: awc::Client,
    handle: actix_web::dev::ServerHandle,
}

/// A request that is being put together.
pub struct Call {
    request: awc::ClientRequest,
    body: Option<Vec<u8>>,
}

impl TestApp {
    /// Starts everything.
    pub async fn start() -> Self {
        let database = TestDatabase::migrated();
        let url = database.url();
        Self::start_with(database, &url).await
    }

    /// Starts everything, with the database at another address.
    pub async fn start_with(database: TestDatabase, database_url: &DatabaseUrl) -> Self {
        let storefront = StorefrontStub::start();
        let settings = [
            ("DATABASE_URL", database_url.secret().to_owned()),
            ("DATABASE_TIMEOUT_MS", "500".to_owned()),
            ("DATABASE_DEADLINE_MS", "8000".to_owned()),
            ("STOREFRONT_URL", storefront.url()),
            ("STOREFRONT_TIMEOUT_MS", "1000".to_owned()),
            ("HTTP_WORKERS", "2".to_owned()),
        ];
        let lookup = |name: &str| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        let config = Config::read(&lookup).unwrap();
        let state = State::new(Database::new(&config.database));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = server::start(&config, &state, listener).unwrap();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let connector = awc::Connector::new().limit(512);
        let client =
            awc::Client::builder().connector(connector).disable_redirects().timeout(Duration::from_secs(30)).finish();
        Self { database, storefront, state, url, client, handle }
    }

    /// Stops the service, as SIGTERM does.
    pub async fn stop(&self) {
        self.state.close();
        self.handle.stop(true).await;
    }

    pub fn call(&self, method: Method, path: &str) -> Call {
        Call { request: self.client.request(method, format!("{}{path}", self.url)), body: None }
    }

    pub fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }

    pub fn post(&self, path: &str) -> Call {
        self.call(Method::POST, path)
    }

    pub fn put(&self, path: &str) -> Call {
        self.call(Method::PUT, path)
    }

    pub fn delete(&self, path: &str) -> Call {
        self.call(Method::DELETE, path)
    }

    pub async fn with_warehouse(&self, code: &str) -> WarehouseId {
        let request =
            CreateWarehouse { code: code.to_owned(), name: "Berlin Spandau".to_owned(), country: "DE".to_owned() };
        self.post("/v1/warehouses").json(&request).send().await.view::<WarehouseView>(201).id
    }

    pub async fn with_product(&self, sku: &str) -> ProductId {
        let id = Id::from_uuid(fresh_id());
        self.put(&format!("/v1/products/{id}")).json(&product(sku)).send().await.view::<Value>(201);
        id
    }

    pub async fn with_stock(&self, product: ProductId, warehouse: WarehouseId, on_hand: u32) -> &Self {
        self.put(&format!("/v1/stock/{product}/{warehouse}"))
            .json(&SetStock { on_hand })
            .send()
            .await
            .view::<Value>(200);
        self
    }

    /// A product of which this many lie in one warehouse.
    pub async fn with_stocked_product(&self, sku: &str, on_hand: u32) -> ProductId {
        let warehouse = self.with_warehouse(&format!("W-{sku}")).await;
        let product = self.with_product(sku).await;
        self.with_stock(product, warehouse, on_hand).await;
        product
    }

    pub async fn stock(&self, product: ProductId) -> StockView {
        self.get(&format!("/v1/stock/{product}")).send().await.view(200)
    }

    pub fn reserve(&self, order: OrderId, lines: &[(ProductId, u32)]) -> Call {
        let lines: Vec<_> =
            lines.iter().map(|(product, quantity)| json!({ "product_id": product, "quantity": quantity })).collect();
        self.put(&format!("/v1/reservations/{order}")).json(&json!({ "lines": lines }))
    }

    pub fn release(&self, order: OrderId) -> Call {
        self.delete(&format!("/v1/reservations/{order}"))
    }

    pub async fn with_reservation(&self, lines: &[(ProductId, u32)]) -> ReservationView {
        self.reserve(order_id(), lines).send().await.view(201)
    }

    pub fn authorise(&self, order: OrderId, key: &str) -> Call {
        let request = json!({ "order_id": order, "method": "card" });
        self.post("/v1/payments").header("idempotency-key", key).json(&request)
    }

    /// A payment of a confirmed order over this many cents.
    pub async fn with_payment(&self, cents: i64) -> PaymentView {
        let order = self.storefront.with_order(OrderStatus::Confirmed, cents);
        self.authorise(order, &fresh_id().to_string()).send().await.view(201)
    }

    pub fn capture(&self, payment: &PaymentView) -> Call {
        self.post(&format!("/v1/payments/{}/capture", payment.id))
    }

    pub fn void(&self, payment: &PaymentView) -> Call {
        self.post(&format!("/v1/payments/{}/void", payment.id))
    }

    pub fn refund(&self, payment: &PaymentView, cents: i64, key: &str) -> Call {
        let request = json!({ "amount": { "amount_minor": cents, "currency": "EUR" } });
        self.post(&format!("/v1/payments/{}/refund", payment.id)).header("idempotency-key", key).json(&request)
    }
}

impl Call {
    pub fn header(self, name: &str, value: &str) -> Self {
        Self { request: self.request.insert_header((name, value)), ..self }
    }

    pub fn json(self, body: &impl Serialize) -> Self {
        self.header("content-type", "application/json").body(serde_json::to_vec(body).unwrap())
    }

    pub fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: Some(body.into()), ..self }
    }

    pub async fn send(self) -> Answer {
        let sent = match self.body {
            Some(body) => self.request.send_body(body),
            None => self.request.send(),
        };
        let mut response = sent.await.unwrap();
        let body = response.body().limit(8 << 20).await.unwrap();
        let body = serde_json::from_slice(&body).unwrap_or_else(|_| Value::from(String::from_utf8_lossy(&body)));
        Answer { status: response.status(), headers: response.headers().clone(), body }
    }
}

/// A plausible product.
pub fn product(sku: &str) -> CreateProduct {
    CreateProduct {
        sku: sku.to_owned(),
        name: "Oslo 52".to_owned(),
        description: "Acetate frame, 52 mm lens width.".to_owned(),
        category_id: Id::from_uuid(uuid::Uuid::from_u128(0x0193_b2d0_0000_7000_8000_0000_0000_0001)),
        brand_id: Id::from_uuid(uuid::Uuid::from_u128(0x0193_b2d0_0000_7000_8000_0000_0000_0002)),
        price: Price { amount_minor: 14_900, currency: Currency::EUR },
        status: shared_models::catalog::ProductStatus::Active,
    }
}

/// The id of an order nobody has heard of.
pub fn order_id() -> OrderId {
    Id::from_uuid(fresh_id())
}
