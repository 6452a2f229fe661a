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

#[test]
fn a_name_that_people_cannot_read_is_refused_and_an_old_one_is_shown() {
    let app = App::start();
    for name in ["Berlin\u{0}", "Berlin \u{2066}Spandau", "\u{feff}"] {
        let request = json!({ "code": "BER-1", "name": name, "country": "DE" });
        assert_eq!(app.call("create_warehouse").body(&request).send().problem("invalid"), ["/name"], "{name:?}");
    }
    let id = app.with_warehouse("BER-1");
    app.database.execute("UPDATE warehouses SET name = X'E2808B'");
    assert_eq!(app.call("get_warehouse").id(id).send().view::<WarehouseView>(200).name, "\u{200b}");
}
