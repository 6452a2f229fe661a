//! `PATCH /v1/users/{id}`.

use serde_json::{Value, json};
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

fn user_body(email: &str, role: &Value) -> Value {
    json!({ "email": email, "name": "Ines Moreau", "phone": "+4930555010", "role_id": role["id"] })
}

#[test]
fn a_user_is_created_shown_and_changed() {
    let app = Shop::start();
    let (optician, warehouse) = (app.role("Optician"), app.role("Warehouse"));
    let user = app.call("create_user").body(&user_body("ines.moreau@example.com", &optician)).send().expect(201);
    assert_eq!((&user["status"], &user["version"]), (&json!("active"), &json!(1)));
    assert_eq!(app.call("get_user").id(id(&user)).send().expect(200), user);

    let change = json!({ "role_id": warehouse["id"], "status": "suspended" });
    let answer = app.call("update_user").id(id(&user)).if_match(1).body(&change).send();
    assert_eq!(answer.header("etag"), "\"2\"");
    let changed = answer.expect(200);
    assert_eq!((&changed["status"], &changed["role_id"]), (&json!("suspended"), &warehouse["id"]));
    assert_eq!((&changed["name"], &changed["version"]), (&user["name"], &json!(2)));
    assert_eq!(app.call("list_users").send().expect(200)["items"], json!([changed]));
}

#[test]
fn a_change_is_meant_for_a_version() {
    let app = Shop::start();
    let user =
        app.call("create_user").body(&user_body("ines.moreau@example.com", &app.role("Optician"))).send().expect(201);
    let change = json!({ "name": "Ines Moreau-Weiss" });
    let call = || app.call("update_user").id(id(&user)).body(&change);
    call().send().problem("precondition-required");
    call().header("if-match", "1").send().problem("invalid-header");
    call().if_match(1).send().expect(200);
    call().if_match(1).send().problem("stale-version");
    app.call("update_user").id(fresh_id()).if_match(1).body(&change).send().problem("not-found");
    app.call("get_user").id(fresh_id()).send().problem("not-found");
}

#[test]
fn what_others_have_to_know_is_published() {
    let app = Shop::start();
    let user =
        app.call("create_user").body(&user_body("ines.moreau@example.com", &app.role("Optician"))).send().expect(201);
    app.call("update_user").id(id(&user)).if_match(1).body(&json!({ "name": "Ines Weiss" })).send().expect(200);
    app.call("update_user").id(id(&user)).if_match(2).body(&json!({ "status": "suspended" })).send().expect(200);
    let types = app.database.names("SELECT event_type AS name FROM outbox ORDER BY id");
    assert_eq!(types, ["identity::UserRegistered", "identity::UserAccessChanged"]);
    let payload: Value =
        serde_json::from_str(&app.database.names("SELECT payload AS name FROM outbox ORDER BY id DESC")[0]).unwrap();
    assert_eq!((&payload["subject"], &payload["source"]), (&user["id"], &json!("service-a")));
    assert_eq!(payload["data"]["status"], "suspended");
}
