//! `POST /v1/warehouses`

use serde_json::json;
use shared_models::inventory::WarehouseView;

use crate::support::App;

#[test]
fn a_warehouse_is_added_and_read() {
    let app = App::start();
    let request = json!({ "code": "WAW-1", "name": "Warszawa Pruszków", "country": "PL" });
    let answer = app.call("create_warehouse").body(&request).send();
    let location = answer.header("location").to_owned();
    let added: WarehouseView = answer.view(201);
    assert_eq!(
        (added.code.as_str(), added.name.as_str(), added.country.as_str()),
        ("WAW-1", "Warszawa Pruszków", "PL")
    );
    assert_eq!(location, format!("/v1/warehouses/{}", added.id));
    assert_eq!(app.call("get_warehouse").id(added.id).send().view::<WarehouseView>(200), added);
}

#[test]
fn a_code_is_there_once() {
    let app = App::start();
    app.with_warehouse("BER-1");
    let again = json!({ "code": "BER-1", "name": "Another", "country": "DE" });
    let answer = app.call("create_warehouse").body(&again).send();
    assert_eq!(answer.problem("duplicate"), ["/code"]);
    assert_eq!(app.database.count("warehouses"), 1);
}

#[test]
fn every_fault_of_a_warehouse_is_reported() {
    let app = App::start();
    let request = json!({ "code": "x", "name": " ", "country": "Germany" });
    let answer = app.call("create_warehouse").body(&request).send();
    assert_eq!(answer.problem("invalid"), ["/code", "/country", "/name"]);
}
