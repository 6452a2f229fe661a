//! `POST /v1/products`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, product_body};

#[test]
fn a_sku_belongs_to_one_product_and_references_have_to_exist() {
    let app = Shop::start();
    let product = app.product("FRM-OSLO-52");
    let (category, brand) = (json!({ "id": product["category_id"] }), json!({ "id": product["brand_id"] }));
    let missing = json!({ "id": fresh_id() });
    let create =
        |sku, category, brand| app.call("create_product").body(&product_body(sku, 100, category, brand)).send();
    assert_eq!(create("FRM-OSLO-52", &category, &brand).problem("duplicate"), ["/sku"]);
    assert_eq!(create("FRM-OSLO-54", &missing, &brand).problem("unknown-reference"), ["/category_id"]);
    assert_eq!(create("FRM-OSLO-54", &category, &missing).problem("unknown-reference"), ["/brand_id"]);
    assert_eq!(app.database.count("products"), 1);
    assert_eq!(app.database.count("outbox"), 1);
}

#[test]
fn every_fault_of_a_product_is_named() {
    let app = Shop::start();
    let missing = json!({ "id": fresh_id() });
    let mut body = product_body("frm oslo", -1, &missing, &missing);
    body["name"] = json!("x".repeat(121));
    body["status"] = json!("sold out");
    body["price"]["currency"] = json!("euro");
    body.as_object_mut().unwrap().remove("brand_id");
    let answer = app.call("create_product").body(&body).send();
    let expected = ["/brand_id", "/name", "/price/amount_minor", "/price/currency", "/sku", "/status"];
    assert_eq!(answer.problem("invalid"), expected);
    let mut body = product_body("FRM-OSLO-52", 100, &missing, &missing);
    body["price"]["currency"] = json!("XQQ");
    assert_eq!(app.call("create_product").body(&body).send().problem("invalid"), ["/price/currency"]);
}

#[test]
fn a_price_is_an_object() {
    let app = Shop::start();
    let missing = json!({ "id": fresh_id() });
    let mut body = product_body("FRM-OSLO-52", 100, &missing, &missing);
    body["price"] = json!([100, "EUR"]);
    assert_eq!(app.call("create_product").body(&body).send().problem("invalid"), ["/price"]);
}
