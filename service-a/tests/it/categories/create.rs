//! `POST /v1/categories`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

#[test]
fn a_category_may_be_part_of_another() {
    let app = Shop::start();
    let frames = app.category("frames");
    let body = json!({ "name": "Rimless", "slug": "rimless", "parent_id": frames["id"] });
    let rimless = app.call("create_category").body(&body).send().expect(201);
    assert_eq!(app.call("get_category").id(id(&rimless)).send().expect(200)["parent_id"], frames["id"]);
    assert_eq!(app.call("list_categories").send().expect(200), json!({ "items": [rimless, frames] }));
    assert_eq!(app.call("create_category").body(&body).send().problem("duplicate"), ["/slug"]);
    let orphan = json!({ "name": "Orphan", "slug": "orphan", "parent_id": fresh_id() });
    assert_eq!(app.call("create_category").body(&orphan).send().problem("unknown-reference"), ["/parent_id"]);
    app.call("get_category").id(fresh_id()).send().problem("not-found");
}
