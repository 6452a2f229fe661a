//! `POST /v1/warehouses`

use serde_json::json;
use shared_models::inventory::WarehouseView;

use crate::support::{app, create_warehouse};

#[test]
fn a_warehouse_is_added_and_read() {
    let app = app();
    let answer = create_warehouse(&app, "BER-1");
    let added: WarehouseView = app.get(answer.header("location")).view(200);
    assert_eq!([added.code.as_str(), &added.name, &added.country], ["BER-1", "Berlin Spandau", "DE"]);
    assert_eq!(answer.view::<WarehouseView>(201), added);
}

#[test]
fn a_code_is_there_once() {
    let app = app();
    create_warehouse(&app, "BER-1").expect(201);
    assert_eq!(create_warehouse(&app, "BER-1").problem("duplicate"), ["/code"]);
    assert_eq!(app.database.count("warehouses"), 1);
}

#[test]
fn every_fault_is_reported() {
    let app = app();
    let body = json!({ "code": "x", "name": " ", "country": "Germany" });
    let answer = app.call("create_warehouse").body(&body).send();
    assert_eq!(answer.problem("invalid"), ["/code", "/country", "/name"]);
    assert_eq!(app.database.count("warehouses"), 0);
}
