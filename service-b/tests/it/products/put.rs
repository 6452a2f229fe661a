//! `PUT /v1/products/{id}`

use serde_json::json;
use shared_models::catalog::{CreateProduct, ProductStatus, ProductView};

use crate::support::{App, fresh_id, product};

#[test]
fn putting_twice_creates_once() {
    let app = App::start();
    let id = fresh_id();
    let request = product("FRM-OSLO-52");
    let created: ProductView = app.call("put_product").id(id).body(&request).send().view(201);
    let again: ProductView = app.call("put_product").id(id).body(&request).send().view(200);
    assert_eq!(created, again, "nothing differs, so nothing changes");
    assert_eq!(app.call("get_product").id(id).send().view::<ProductView>(200), created);
    assert_eq!(app.database.count("products"), 1);
}

#[test]
fn putting_something_else_replaces_it() {
    let app = App::start();
    let id = fresh_id();
    let mut request = product("FRM-OSLO-52");
    let created: ProductView = app.call("put_product").id(id).body(&request).send().view(201);
    request.name = "Oslo 52, second edition".to_owned();
    request.status = ProductStatus::Retired;
    let replaced: ProductView = app.call("put_product").id(id).body(&request).send().view(200);
    assert_eq!(
        (replaced.name.as_str(), replaced.status, replaced.version),
        (request.name.as_str(), ProductStatus::Retired, 2)
    );
    assert_eq!(replaced.created_at, created.created_at);
    assert_eq!(app.call("get_product").id(id).send().view::<ProductView>(200), replaced);
}

#[test]
fn a_sku_is_there_once() {
    let app = App::start();
    app.with_product("FRM-OSLO-52");
    let other = app.with_product("FRM-OSLO-54");
    let taken = product("FRM-OSLO-52");
    let created = app.call("put_product").id(fresh_id()).body(&taken).send();
    assert_eq!(created.problem("duplicate"), ["/sku"]);
    let replaced = app.call("put_product").id(other).body(&taken).send();
    assert_eq!(replaced.problem("duplicate"), ["/sku"]);
    assert_eq!(app.call("get_product").id(other).send().view::<ProductView>(200).sku, "FRM-OSLO-54");
}

#[test]
fn every_fault_of_a_product_is_reported() {
    let app = App::start();
    let mut request = serde_json::to_value(product("FRM-OSLO-52")).unwrap();
    request["sku"] = json!("oslo 52");
    request["name"] = json!("x".repeat(121));
    request["price"] = json!({ "amount_minor": -1, "currency": "euro" });
    request["status"] = json!("sold out");
    request.as_object_mut().unwrap().remove("brand_id");
    let answer = app.call("put_product").id(fresh_id()).body(&request).send();
    assert_eq!(
        answer.problem("invalid"),
        ["/brand_id", "/name", "/price/amount_minor", "/price/currency", "/sku", "/status"]
    );
    assert_eq!(app.database.count("products"), 0);
}

#[test]
fn a_currency_has_to_exist() {
    let app = App::start();
    let mut request = serde_json::to_value(product("FRM-OSLO-52")).unwrap();
    request["price"]["currency"] = json!("XYZ");
    let answer = app.call("put_product").id(fresh_id()).body(&request).send();
    assert_eq!(answer.problem("invalid"), ["/price/currency"]);
}

#[test]
fn a_price_that_is_an_array_is_refused() {
    let app = App::start();
    let mut request = serde_json::to_value(product("FRM-OSLO-52")).unwrap();
    request["price"] = json!([100, "EUR"]);
    let answer = app.call("put_product").id(fresh_id()).body(&request).send();
    assert_eq!(answer.problem("invalid"), ["/price"]);
}

#[test]
fn a_name_that_people_cannot_read_is_refused() {
    let app = App::start();
    let request = CreateProduct { name: "Oslo\u{202e}25".to_owned(), ..product("FRM-OSLO-52") };
    assert_eq!(app.call("put_product").id(fresh_id()).body(&request).send().problem("invalid"), ["/name"]);
    assert_eq!(app.database.count("products"), 0);
}
