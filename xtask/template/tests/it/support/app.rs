//! The service, started in this process and driven over HTTP.

use std::net::TcpListener;
use std::time::Duration;

use awc::http::Method;
use serde::Serialize;
use serde_json::Value;
use {{crate_name}}::config::{Config, DatabaseUrl};
use {{crate_name}}::server;
use {{crate_name}}::state::State;
use {{crate_name}}::store::Database;
use shared_models::inventory::{CreateWarehouse, WarehouseId, WarehouseView};

use super::{Answer, TestDatabase};

/// A running service with a database of its own.
pub struct TestApp {
    pub database: TestDatabase,
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
        let settings = [
            ("DATABASE_URL", database_url.secret().to_owned()),
            ("DATABASE_TIMEOUT_MS", "500".to_owned()),
            ("DATABASE_DEADLINE_MS", "8000".to_owned()),
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
        Self { database, state, url, client, handle }
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

    pub async fn with_warehouse(&self, code: &str) -> WarehouseId {
        let request =
            CreateWarehouse { code: code.to_owned(), name: "Berlin Spandau".to_owned(), country: "DE".to_owned() };
        self.post("/v1/warehouses").json(&request).send().await.view::<WarehouseView>(201).id
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
