//! `POST /v1/products`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, product_body};

#[test]
fn a_sku_belongs_to_one_product_and_references_have_to_exist() {
    let app = Shop::start();
    let product = app.product("FRM-OSLO-52");
    let (category, brand) = (json!({ "id": product["category_id"] }), json!({ "id": product["brand_id"] }));
    let nobody = json!({ "id": fresh_id() });
    let create =
        |sku, category, brand| app.call("create_product").body(&product_body(sku, 100, category, brand)).send();
    assert_eq!(create("FRM-OSLO-52", &category, &brand).problem(ProblemKind::Duplicate), ["/sku"]);
    assert_eq!(create("FRM-OSLO-54", &nobody, &brand).problem(ProblemKind::UnknownReference), ["/category_id"]);
    assert_eq!(create("FRM-OSLO-54", &category, &nobody).problem(ProblemKind::UnknownReference), ["/brand_id"]);
    assert_eq!(app.database.count("products"), 1);
    assert_eq!(app.database.count("outbox"), 1);
}
