//! `POST /v1/users`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id, user_body};

#[test]
fn an_email_address_belongs_to_one_user_whatever_its_case() {
    let app = Shop::start();
    let role = app.role("Optician");
    app.call("create_user").body(&user_body("ines.moreau@example.com", &role)).send().expect(201);
    let again = app.call("create_user").body(&user_body("Ines.Moreau@example.com", &role)).send();
    assert_eq!(again.problem("duplicate"), ["/email"]);
}

#[test]
fn a_role_has_to_exist() {
    let app = Shop::start();
    let missing = json!({ "id": fresh_id() });
    let answer = app.call("create_user").body(&user_body("ines.moreau@example.com", &missing)).send();
    assert_eq!(answer.problem("unknown-reference"), ["/role_id"]);
    let user =
        app.call("create_user").body(&user_body("ines.moreau@example.com", &app.role("Optician"))).send().expect(201);
    let change = json!({ "role_id": fresh_id() });
    let answer = app.call("update_user").id(id(&user)).if_match(1).body(&change).send();
    assert_eq!(answer.problem("unknown-reference"), ["/role_id"]);
    assert_eq!(app.call("get_user").id(id(&user)).send().expect(200)["version"], 1);
}

#[test]
fn every_fault_of_a_user_is_named() {
    let app = Shop::start();
    let body = json!({ "email": "nobody", "name": "", "phone": "0049", "role_id": 1 });
    let expected = ["/email", "/name", "/phone", "/role_id"];
    assert_eq!(app.call("create_user").body(&body).send().problem("invalid"), expected);
}
