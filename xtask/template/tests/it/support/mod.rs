//! What the tests are written with.

use serde_json::{Value, json};
use service_chassis::Chassis;
use service_chassis::testkit::{Answer, Kit, TestApp, kit};

/// The service under test.
pub static KIT: Kit<Chassis> = kit!({{crate_name}}::service).rows(ROWS);

/// A row for every table, in the order in which they refer to each other.
const ROWS: &str = "INSERT IGNORE INTO warehouses VALUES (x'01', 'BER-1', 'Berlin Spandau', 'DE', NOW(6))";

/// The service on a database of its own.
pub fn app() -> TestApp<Chassis> {
    KIT.app(KIT.database(), &[])
}

/// Adds a warehouse in Germany.
pub fn create_warehouse(app: &TestApp<Chassis>, code: &str) -> Answer {
    let body: Value = json!({ "code": code, "name": "Berlin Spandau", "country": "DE" });
    app.call("create_warehouse").body(&body).send()
}
