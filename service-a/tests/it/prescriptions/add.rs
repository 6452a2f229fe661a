//! `POST /v1/customers/{id}/prescriptions`.

use serde_json::{Value, json};
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

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
fn a_prescription_is_added_and_shown() {
    let app = Shop::start();
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
    let app = Shop::start();
    let missing = fresh_id();
    app.call("add_prescription").id(missing).body(&prescription()).send().problem("not-found");
    app.call("list_prescriptions").id(missing).send().problem("not-found");
    app.call("get_prescription").id(missing).send().problem("not-found");
    let without = app.call("list_prescriptions").id(id(&app.customer("Hannah"))).send().expect(200);
    assert_eq!(without, json!({ "items": [] }));
    assert_eq!(app.database.count("prescriptions"), 0);
}

#[test]
fn lenses_have_to_be_makeable() {
    let app = Shop::start();
    let hannah = app.customer("Hannah");
    let mut wrong = prescription();
    wrong["expires_on"] = json!("2025-01-01");
    wrong["items"][1] = json!({ "eye": "right", "sphere": -174, "axis": 10 });
    let answer = app.call("add_prescription").id(id(&hannah)).body(&wrong).send();
    assert_eq!(answer.problem("invalid"), ["/expires_on", "/items/1", "/items/1", "/items/1"]);
    assert_eq!(app.database.count("prescription_items"), 0);
}

#[test]
fn every_fault_of_a_prescription_is_named() {
    let app = Shop::start();
    let body = json!({
        "prescriber": "",
        "issued_on": "2026-02-30",
        "expires_on": "soon",
        "items": [{ "eye": "third", "sphere": 9_000 }],
    });
    let expected = ["/expires_on", "/issued_on", "/items/0/eye", "/items/0/sphere", "/prescriber"];
    let answer = app.call("add_prescription").id(fresh_id()).body(&body).send();
    assert_eq!(answer.problem("invalid"), expected);
}
