//! `POST /v1/brands`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

#[test]
fn a_brand_is_created_and_shown() {
    let app = Shop::start();
    let brand = app.brand("tejo");
    assert_eq!(app.call("get_brand").id(id(&brand)).send().expect(200), brand);
    assert_eq!(app.call("list_brands").send().expect(200), json!({ "items": [brand] }));
    let again = app.call("create_brand").body(&json!({ "name": "Tejo II", "slug": "tejo" })).send();
    assert_eq!(again.problem("duplicate"), ["/slug"]);
    app.call("get_brand").id(fresh_id()).send().problem("not-found");
}

#[test]
fn a_slug_has_a_form() {
    let app = Shop::start();
    let body = json!({ "name": "Tejo", "slug": "Tejo Lisboa" });
    for create in ["create_brand", "create_category"] {
        assert_eq!(app.call(create).body(&body).send().problem("invalid"), ["/slug"], "{create}");
    }
}

#[test]
fn text_of_any_script_survives() {
    let app = Shop::start();
    let name = "Ærøskøbing 眼鏡 👓 ' \" \\ %_";
    let brand = app.call("create_brand").body(&json!({ "name": name, "slug": "any" })).send().expect(201);
    assert_eq!(app.call("get_brand").id(id(&brand)).send().expect(200)["name"], name);
}

#[test]
fn a_brand_can_be_asked_for_without_its_body() {
    let app = Shop::start();
    let path = format!("/v1/brands/{}", id(&app.brand("tejo")));
    let (head, get) = (app.request("HEAD", &path), app.get(&path));
    assert_eq!((head.status(), head.text()), (200, ""));
    assert_eq!(head.header("content-length"), get.text().len().to_string());
    assert_eq!(app.request("HEAD", &format!("/v1/brands/{}", fresh_id())).status(), 404);
}
