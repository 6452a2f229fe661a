//! `PATCH /v1/customers/{id}`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

#[test]
fn a_customer_is_created_shown_and_changed() {
    let app = Shop::start();
    let hannah = app.customer("Hannah");
    assert_eq!(app.call("get_customer").id(id(&hannah)).send().expect(200), hannah);
    let address = json!({ "street": "Innrain 12", "city": "Innsbruck", "postal_code": "6020", "country": "AT" });
    let change = json!({ "address": address, "phone": "+43600550100" });
    let answer = app.call("update_customer").id(id(&hannah)).if_match(1).body(&change).send();
    assert_eq!(answer.header("etag"), "\"2\"");
    let moved = answer.expect(200);
    assert_eq!((&moved["address"], &moved["phone"]), (&address, &json!("+43600550100")));
    assert_eq!(moved["name"], hannah["name"]);
    assert_eq!(app.call("list_customers").send().expect(200), json!({ "items": [moved] }));
    let log = app.call("list_audit_logs").query(&format!("subject_id={}", id(&hannah))).send().expect(200);
    assert_eq!(log["items"][0]["changes"], json!({ "country": "AT" }));
    assert!(!log.to_string().contains("Innrain"));
}

#[test]
fn a_change_is_meant_for_a_version() {
    let app = Shop::start();
    let hannah = app.customer("Hannah");
    let call = || app.call("update_customer").id(id(&hannah)).body(&json!({ "name": "Hannah Vogel" }));
    call().send().problem("precondition-required");
    call().if_match(2).send().problem("stale-version");
    call().if_match(1).send().expect(200);
    let missing = app.call("update_customer").id(fresh_id()).if_match(1).body(&json!({})).send();
    missing.problem("not-found");
    app.call("get_customer").id(fresh_id()).send().problem("not-found");
}
