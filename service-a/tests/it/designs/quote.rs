//! `POST /v1/designs/quote`.

use serde_json::json;

use crate::support::{Shop, design_config};

#[test]
fn a_quote_adds_up_and_saves_nothing() {
    let app = Shop::start();
    let quote = app.call("quote_design").body(&json!({ "config": design_config() })).send().expect(200);
    assert_eq!(quote["total"], json!({ "amount_minor": 23_720, "currency": "EUR" }));
    let sum: i64 =
        quote["lines"].as_array().unwrap().iter().map(|line| line["amount"]["amount_minor"].as_i64().unwrap()).sum();
    assert_eq!(sum, 23_720);
    assert_eq!((app.database.count("designs"), app.database.count("audit_logs")), (0, 0));
}

#[test]
fn every_fault_of_a_design_is_named() {
    let app = Shop::start();
    let body = json!({ "config": { "material": "gold", "size": "small", "engraving": "<b>" } });
    let expected = ["/config/engraving", "/config/material"];
    assert_eq!(app.call("quote_design").body(&body).send().problem("invalid"), expected);
}
