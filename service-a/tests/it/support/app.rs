//! The service, running.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use serde_json::{Value, json};
use service_a::config::Config;
use service_a::orders::{self, Orders};
use service_a::peers::fulfilment::Client;
use service_a::policy::Policy;
use service_a::server;
use service_a::state::State;
use service_a::store::Database;

use super::call::Call;
use super::{Answer, Fulfilment, TestDatabase, eventually};

/// The service on a database of its own, with a fulfilment that does as it is told.
pub struct TestApp {
    /// Its database.
    pub database: TestDatabase,
    /// The service it calls.
    pub fulfilment: Fulfilment,
    agent: ureq::Agent,
    variables: BTreeMap<String, String>,
    running: Option<Instance>,
    base: String,
}

/// A running process, which ends with this value.
pub struct Instance {
    orders: Orders,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl TestApp {
    /// With a fulfilment that has enough of everything.
    pub fn start() -> Self {
        Self::with(Fulfilment::up(), &[])
    }

    /// With this fulfilment, and these variables.
    pub fn with(fulfilment: Fulfilment, variables: &[(&str, &str)]) -> Self {
        Self::on(TestDatabase::migrated(), fulfilment, variables)
    }

    /// On this database.
    pub fn on(database: TestDatabase, fulfilment: Fulfilment, variables: &[(&str, &str)]) -> Self {
        let mut all = BTreeMap::from([
            ("DATABASE_URL", database.url().secret().to_owned()),
            ("DATABASE_CONNECTIONS", "4".to_owned()),
            ("DATABASE_TIMEOUT_MS", "2000".to_owned()),
            ("HTTP_WORKERS", "1".to_owned()),
            ("FULFILMENT_URL", fulfilment.url()),
            ("FULFILMENT_TIMEOUT_MS", "5000".to_owned()),
            ("FULFILMENT_RETRY_MS", "10".to_owned()),
            ("FULFILMENT_RETRY_MAX_MS", "50".to_owned()),
        ]);
        all.extend(variables.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let variables = all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let agent = ureq::Agent::new_with_config(config);
        let mut app = Self { database, fulfilment, agent, variables, running: None, base: String::new() };
        app.boot();
        app
    }

    /// Ends the process that serves, as far as a test can have one, and starts another on the same database.
    pub fn restart(&mut self) {
        self.running = None;
        self.boot();
    }

    /// Calls the operation with this id.
    pub fn call(&self, operation: &str) -> Call<'_> {
        Call::of(&self.agent, &self.base, operation)
    }

    /// Reads an address that is no operation.
    pub fn get(&self, path: &str) -> Answer {
        Answer::read(self.agent.get(format!("{}{path}", self.base)).call().unwrap())
    }

    /// Calls an address in a way that no operation describes.
    pub fn request(&self, method: &str, path: &str) -> Answer {
        let request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        Answer::read(self.agent.run(request.body(()).unwrap()).unwrap())
    }

    /// The state of the running service.
    pub fn state(&self) -> &State {
        &self.orders().state
    }

    /// The orders of the running service.
    pub fn orders(&self) -> &Orders {
        &self.running.as_ref().unwrap().orders
    }

    /// A role.
    pub fn role(&self, name: &str) -> Value {
        self.call("create_role").body(&json!({ "name": name, "permissions": ["manage_orders"] })).send().expect(201)
    }

    /// A brand.
    pub fn brand(&self, slug: &str) -> Value {
        self.call("create_brand").body(&json!({ "name": slug, "slug": slug })).send().expect(201)
    }

    /// A category.
    pub fn category(&self, slug: &str) -> Value {
        self.call("create_category").body(&json!({ "name": slug, "slug": slug })).send().expect(201)
    }

    /// A product on sale for 100 euros, of a category and brand of its own.
    pub fn product(&self, sku: &str) -> Value {
        self.product_for(sku, 10_000)
    }

    /// A product on sale.
    pub fn product_for(&self, sku: &str, amount_minor: i64) -> Value {
        let slug = sku.to_lowercase();
        let (category, brand) = (self.category(&slug), self.brand(&slug));
        let body = product_body(sku, amount_minor, &category, &brand);
        self.call("create_product").body(&body).send().expect(201)
    }

    /// A customer in Germany.
    pub fn customer(&self, name: &str) -> Value {
        let email = format!("{}@example.com", name.to_lowercase());
        let address = json!({ "street": "Lindenallee 12", "city": "Leipzig", "postal_code": "04109", "country": "DE" });
        let body = json!({ "email": email, "name": name, "address": address });
        self.call("create_customer").body(&body).send().expect(201)
    }

    /// Places an order of `quantity` of a product.
    pub fn order(&self, key: &str, customer: &Value, product: &Value, quantity: u32) -> Answer {
        self.call("place_order").header("idempotency-key", key).body(&order_body(customer, product, quantity)).send()
    }

    /// An order as it is now.
    pub fn read_order(&self, order: &Value) -> Value {
        self.call("get_order").id(id(order)).send().expect(200)
    }

    /// Whether no call to fulfilment is due.
    pub fn is_settled(&self) -> bool {
        self.database.count("reservation_tasks") == 0
    }

    /// Waits until the order has this status and no call to fulfilment is due.
    pub fn becomes(&self, order: &Value, status: &str) -> Value {
        eventually(status, || {
            let order = self.read_order(order);
            (order["status"] == status && self.is_settled()).then_some(order)
        })
    }

    /// The types of the facts about an order, oldest first.
    pub fn events(&self, order: &Value) -> Vec<String> {
        let hex = id(order).replace('-', "");
        self.database.names(&format!("SELECT event_type AS name FROM outbox WHERE subject_id = x'{hex}' ORDER BY id"))
    }

    /// A second process on the same database, which only works in the background.
    pub fn another_instance(&self) -> Instance {
        Instance::start(&self.config()).0
    }

    fn config(&self) -> Config {
        Config::read(&|name| self.variables.get(name).cloned()).unwrap()
    }

    fn boot(&mut self) {
        let (instance, port) = Instance::start(&self.config());
        self.base = format!("http://127.0.0.1:{port}");
        self.running = Some(instance);
    }
}

impl Instance {
    /// Starts a process, as far as a test can have one; says on which port it listens.
    fn start(config: &Config) -> (Self, u16) {
        let config = config.clone();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, receiver) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let policy = Policy::embedded().unwrap();
                let orders = Orders::new(State::new(Database::new(&config.database), policy), &config.fulfilment);
                let server = server::start(&config, &orders, listener).unwrap();
                let worker = actix_web::rt::spawn(orders::work(orders.clone(), Client::new(&config.fulfilment)));
                sender.send((orders, server.handle())).unwrap();
                server.await.unwrap();
                worker.await.unwrap();
            });
        });
        let (orders, handle) = receiver.recv().unwrap();
        (Self { orders, handle, thread: Some(thread) }, port)
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.orders.close();
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // A request that is held would hold the worker.
        self.fulfilment.let_go();
        self.running = None;
    }
}

/// The id of what an answer shows.
pub fn id(view: &Value) -> &str {
    view["id"].as_str().unwrap()
}

/// The request for a product.
pub fn product_body(sku: &str, amount_minor: i64, category: &Value, brand: &Value) -> Value {
    json!({
        "sku": sku,
        "name": format!("Frame {sku}"),
        "description": "Acetate frame.",
        "category_id": category["id"],
        "brand_id": brand["id"],
        "price": { "amount_minor": amount_minor, "currency": "EUR" },
        "status": "active",
    })
}

/// The request for an order.
pub fn order_body(customer: &Value, product: &Value, quantity: u32) -> Value {
    let line = json!({ "product_id": product["id"], "quantity": quantity });
    json!({ "customer_id": customer["id"], "currency": "EUR", "lines": [line] })
}
