//! `POST /v1/warehouses`

use serde_json::json;
use shared_models::inventory::WarehouseView;
use shared_models::kernel::ProblemKind;

use crate::support::TestApp;

#[actix_web::test]
async fn a_warehouse_is_added_and_read() {
    let app = TestApp::start().await;
    let request = json!({ "code": "WAW-1", "name": "Warszawa Pruszków", "country": "PL" });
    let answer = app.post("/v1/warehouses").json(&request).send().await;
    let location = answer.header("location").to_owned();
    let added: WarehouseView = answer.view(201);
    assert_eq!(
        (added.code.as_str(), added.name.as_str(), added.country.as_str()),
        ("WAW-1", "Warszawa Pruszków", "PL")
    );
    assert_eq!(app.get(&location).send().await.view::<WarehouseView>(200), added);
}

#[actix_web::test]
async fn a_code_is_there_once() {
    let app = TestApp::start().await;
    app.with_warehouse("BER-1").await;
    let again = json!({ "code": "BER-1", "name": "Another", "country": "DE" });
    let answer = app.post("/v1/warehouses").json(&again).send().await;
    assert_eq!(answer.faults(ProblemKind::Duplicate), ["/code"]);
    assert_eq!(app.database.count("warehouses"), 1);
}

#[actix_web::test]
async fn every_fault_of_a_warehouse_is_reported() {
    let app = TestApp::start().await;
    let request = json!({ "code": "x", "name": " ", "country": "Germany" });
    let answer = app.post("/v1/warehouses").json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/code", "/country", "/name"]);
}
