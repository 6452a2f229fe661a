//! Customers and their prescriptions.

use serde_json::{Value, json};
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id, id};

fn prescription() -> Value {
    json!({
        "prescriber": "Dr. Annette Weiss",
        "issued_on": "2026-03-02",
        "expires_on": "2028-03-02",
        "items": [
            { "eye": "right", "sphere": -225, "cylinder": -50, "axis": 90 },
            { "eye": "left", "sphere": -175 },
        ],
    })
}

#[test]
fn a_customer_is_created_shown_and_changed() {
    let app = TestApp::start();
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
    let app = TestApp::start();
    let hannah = app.customer("Hannah");
    let call = || app.call("update_customer").id(id(&hannah)).body(&json!({ "name": "Hannah Vogel" }));
    call().send().problem(ProblemKind::PreconditionRequired);
    call().if_match(2).send().problem(ProblemKind::StaleVersion);
    call().if_match(1).send().expect(200);
    let nobody = app.call("update_customer").id(fresh_id().to_string()).if_match(1).body(&json!({})).send();
    nobody.problem(ProblemKind::NotFound);
    app.call("get_customer").id(fresh_id().to_string()).send().problem(ProblemKind::NotFound);
}

#[test]
fn an_email_address_belongs_to_one_customer() {
    let app = TestApp::start();
    let hannah = app.customer("Hannah");
    let body = json!({ "email": "HANNAH@example.com", "name": "Hannah", "address": hannah["address"] });
    assert_eq!(app.call("create_customer").body(&body).send().problem(ProblemKind::Duplicate), ["/email"]);
    assert_eq!(app.database.count("customers"), 1);
}

#[test]
fn a_prescription_is_added_and_shown() {
    let app = TestApp::start();
    let hannah = app.customer("Hannah");
    let added = app.call("add_prescription").id(id(&hannah)).body(&prescription()).send().expect(201);
    assert_eq!(added["items"][0]["eye"], "left");
    assert_eq!(app.call("get_prescription").id(id(&added)).send().expect(200), added);
    let second = app.call("add_prescription").id(id(&hannah)).body(&prescription()).send().expect(201);
    let list = app.call("list_prescriptions").id(id(&hannah)).send().expect(200);
    assert_eq!(list, json!({ "items": [second, added] }));
    let page = app.call("list_prescriptions").id(id(&hannah)).query("limit=1").send().expect(200);
    assert_eq!(page["items"], json!([second]));
    let log = app.call("list_audit_logs").query(&format!("subject_id={}", id(&added))).send().expect(200);
    assert_eq!(log["items"][0]["changes"], json!({ "customer_id": hannah["id"] }), "no health data");
}

#[test]
fn a_prescription_belongs_to_a_customer() {
    let app = TestApp::start();
    let nobody = fresh_id().to_string();
    app.call("add_prescription").id(&nobody).body(&prescription()).send().problem(ProblemKind::NotFound);
    app.call("list_prescriptions").id(&nobody).send().problem(ProblemKind::NotFound);
    app.call("get_prescription").id(&nobody).send().problem(ProblemKind::NotFound);
    let without = app.call("list_prescriptions").id(id(&app.customer("Hannah"))).send().expect(200);
    assert_eq!(without, json!({ "items": [] }));
    assert_eq!(app.database.count("prescriptions"), 0);
}

#[test]
fn lenses_have_to_be_makeable() {
    let app = TestApp::start();
    let hannah = app.customer("Hannah");
    let mut wrong = prescription();
    wrong["expires_on"] = json!("2025-01-01");
    wrong["items"][1] = json!({ "eye": "right", "sphere": -174, "axis": 10 });
    let answer = app.call("add_prescription").id(id(&hannah)).body(&wrong).send();
    assert_eq!(answer.problem(ProblemKind::Invalid), ["/expires_on", "/items/1", "/items/1", "/items/1"]);
    assert_eq!(app.database.count("prescription_items"), 0);
}
