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
    assert_eq!(again.problem(ProblemKind::Duplicate), ["/slug"]);
    app.call("get_brand").id(fresh_id()).send().problem(ProblemKind::NotFound);
}
