//! Users, roles, and the record of what was done to them.

use serde_json::{Value, json};
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id, id};

fn user_body(email: &str, role: &Value) -> Value {
    json!({ "email": email, "name": "Ines Moreau", "phone": "+4930555010", "role_id": role["id"] })
}

#[test]
fn a_role_is_created_and_shown() {
    let app = TestApp::start();
    let body = json!({ "name": "Optician", "permissions": ["manage_orders", "manage_customers", "manage_orders"] });
    let answer = app.call("create_role").body(&body).send();
    let location = answer.header("location").to_owned();
    let role = answer.expect(201);
    assert_eq!(role["permissions"], json!(["manage_customers", "manage_orders"]));
    assert_eq!(location, format!("/v1/roles/{}", id(&role)));
    assert_eq!(app.call("get_role").id(id(&role)).send().expect(200), role);
    assert_eq!(app.call("list_roles").send().expect(200), json!({ "items": [role] }));
    let again = app.call("create_role").body(&body).send();
    assert_eq!(again.problem(ProblemKind::Duplicate), ["/name"]);
    assert_eq!(app.database.count("roles"), 1);
    app.call("get_role").id(fresh_id().to_string()).send().problem(ProblemKind::NotFound);
}

#[test]
fn a_user_is_created_shown_and_changed() {
    let app = TestApp::start();
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
fn an_email_address_belongs_to_one_user_whatever_its_case() {
    let app = TestApp::start();
    let role = app.role("Optician");
    app.call("create_user").body(&user_body("ines.moreau@example.com", &role)).send().expect(201);
    let again = app.call("create_user").body(&user_body("Ines.Moreau@example.com", &role)).send();
    assert_eq!(again.problem(ProblemKind::Duplicate), ["/email"]);
}

#[test]
fn a_role_has_to_exist() {
    let app = TestApp::start();
    let nobody = json!({ "id": fresh_id() });
    let answer = app.call("create_user").body(&user_body("ines.moreau@example.com", &nobody)).send();
    assert_eq!(answer.problem(ProblemKind::UnknownReference), ["/role_id"]);
    let user =
        app.call("create_user").body(&user_body("ines.moreau@example.com", &app.role("Optician"))).send().expect(201);
    let change = json!({ "role_id": fresh_id() });
    let answer = app.call("update_user").id(id(&user)).if_match(1).body(&change).send();
    assert_eq!(answer.problem(ProblemKind::UnknownReference), ["/role_id"]);
    assert_eq!(app.call("get_user").id(id(&user)).send().expect(200)["version"], 1);
}

#[test]
fn a_change_is_meant_for_a_version() {
    let app = TestApp::start();
    let user =
        app.call("create_user").body(&user_body("ines.moreau@example.com", &app.role("Optician"))).send().expect(201);
    let change = json!({ "name": "Ines Moreau-Weiss" });
    let call = || app.call("update_user").id(id(&user)).body(&change);
    call().send().problem(ProblemKind::PreconditionRequired);
    call().header("if-match", "1").send().problem(ProblemKind::InvalidHeader);
    call().if_match(1).send().expect(200);
    call().if_match(1).send().problem(ProblemKind::StaleVersion);
    app.call("update_user").id(fresh_id().to_string()).if_match(1).body(&change).send().problem(ProblemKind::NotFound);
    app.call("get_user").id(fresh_id().to_string()).send().problem(ProblemKind::NotFound);
}

#[test]
fn every_change_is_audited_without_personal_data() {
    let app = TestApp::start();
    let role = app.role("Optician");
    let user = app.call("create_user").body(&user_body("ines.moreau@example.com", &role)).send().expect(201);
    app.call("update_user").id(id(&user)).if_match(1).body(&json!({ "name": "Ines Weiss" })).send().expect(200);
    app.call("update_user").id(id(&user)).if_match(2).body(&json!({ "status": "suspended" })).send().expect(200);

    let log = app.call("list_audit_logs").query(&format!("subject_id={}", id(&user))).send().expect(200);
    let entries: Vec<_> =
        log["items"].as_array().unwrap().iter().map(|entry| (&entry["action"], &entry["changes"])).collect();
    let created = json!({ "role_id": role["id"], "status": "active" });
    assert_eq!(
        entries,
        [
            (&json!("updated"), &json!({ "status": "suspended" })),
            (&json!("updated"), &json!({})),
            (&json!("created"), &created),
        ]
    );
    assert_eq!(log["items"][0]["actor"], "system");
    let all = app.call("list_audit_logs").query("limit=1").send().expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    let rest = app.call("list_audit_logs").query(&format!("cursor={}", all["next_cursor"].as_str().unwrap())).send();
    assert_eq!(rest.expect(200)["items"].as_array().unwrap().len(), 3);
    assert!(!log.to_string().contains("Ines") && !log.to_string().contains("example.com"));
}

#[test]
fn what_others_have_to_know_is_published() {
    let app = TestApp::start();
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
