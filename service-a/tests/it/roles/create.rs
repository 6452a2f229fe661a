//! `POST /v1/roles`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

#[test]
fn a_role_is_created_and_shown() {
    let app = Shop::start();
    let body = json!({ "name": "Optician", "permissions": ["manage_orders", "manage_customers", "manage_orders"] });
    let answer = app.call("create_role").body(&body).send();
    let location = answer.header("location").to_owned();
    let role = answer.expect(201);
    assert_eq!(role["permissions"], json!(["manage_customers", "manage_orders"]));
    assert_eq!(location, format!("/v1/roles/{}", id(&role)));
    assert_eq!(app.call("get_role").id(id(&role)).send().expect(200), role);
    assert_eq!(app.call("list_roles").send().expect(200), json!({ "items": [role] }));
    let again = app.call("create_role").body(&body).send();
    assert_eq!(again.problem("duplicate"), ["/name"]);
    assert_eq!(app.database.count("roles"), 1);
    app.call("get_role").id(fresh_id()).send().problem("not-found");
}

#[test]
fn every_fault_of_a_role_is_named() {
    let app = Shop::start();
    let body = json!({ "name": " ", "permissions": ["fly"] });
    assert_eq!(app.call("create_role").body(&body).send().problem("invalid"), ["/name", "/permissions/0"]);
}
