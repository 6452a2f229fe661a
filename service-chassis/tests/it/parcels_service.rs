//! An endpoint of each sort.

use serde_json::{Value, json};
use service_chassis::testkit::{TestApp, fresh_id};

use crate::parcels::service::Parcels;
use crate::support::app;

fn create(app: &TestApp<Parcels>, label: &str) -> service_chassis::testkit::Answer {
    let body = json!({ "label": label, "weight": 240, "size": { "length": 310 } });
    app.call("create_parcel").key(&fresh_id().to_string()).body(&body).send()
}

#[test]
fn a_parcel_is_added_and_read() {
    let app = app();
    let answer = create(&app, "Gloves");
    assert_eq!(answer.header("etag"), "\"1\"");
    let location = answer.header("location").to_owned();
    let added: Value = answer.view(201);
    let read = app.call("get_parcel").id(added["id"].as_str().unwrap()).send();
    assert_eq!((read.header("etag"), read.json()), ("\"1\"", &added));
    assert_eq!(app.get(&location).expect(200), added);
    assert_eq!(app.call("list_parcels").query("limit=1").send().expect(200)["items"], json!([added]));
}

#[test]
fn a_fault_of_the_table_of_failures_has_its_pointer() {
    let app = app();
    create(&app, "Gloves").expect(201);
    let again = create(&app, "Gloves");
    assert_eq!(again.problem("duplicate"), ["/label"]);
    assert_eq!(again.as_problem().errors[0].detail, "another parcel has this label");
    assert_eq!(app.database.count("parcels"), 1);
}

#[test]
fn a_change_is_meant_for_one_version() {
    let app = app();
    let parcel = create(&app, "Gloves").expect(201);
    let id = parcel["id"].as_str().unwrap();
    let update =
        |id: &str, version| app.call("update_parcel").id(id).if_match(version).body(&json!({ "weight": 250 })).send();
    assert_eq!(update(id, 1).header("etag"), "\"2\"");
    update(id, 1).problem("stale-version");
    update(&fresh_id().to_string(), 1).problem("not-found");
}

#[test]
fn every_fault_of_a_body_is_reported() {
    let app = app();
    let body = json!({ "label": "", "weight": 99_999, "size": [1] });
    let answer = app.call("create_parcel").key("key-1").body(&body).send();
    assert_eq!(answer.problem("invalid"), ["/label", "/size", "/weight"]);
}
