//! `PUT /v1/products/{id}`

use serde_json::json;
use shared_models::catalog::{ProductStatus, ProductView};
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id, product};

#[actix_web::test]
async fn putting_twice_creates_once() {
    let app = TestApp::start().await;
    let path = format!("/v1/products/{}", fresh_id());
    let request = product("FRM-OSLO-52");
    let created: ProductView = app.put(&path).json(&request).send().await.view(201);
    let again: ProductView = app.put(&path).json(&request).send().await.view(200);
    assert_eq!(created, again, "nothing differs, so nothing changes");
    assert_eq!(app.get(&path).send().await.view::<ProductView>(200), created);
    assert_eq!(app.database.count("products"), 1);
}

#[actix_web::test]
async fn putting_something_else_replaces_it() {
    let app = TestApp::start().await;
    let path = format!("/v1/products/{}", fresh_id());
    let mut request = product("FRM-OSLO-52");
    let created: ProductView = app.put(&path).json(&request).send().await.view(201);
    request.name = "Oslo 52, second edition".to_owned();
    request.status = ProductStatus::Retired;
    let replaced: ProductView = app.put(&path).json(&request).send().await.view(200);
    assert_eq!(
        (replaced.name.as_str(), replaced.status, replaced.version),
        (request.name.as_str(), ProductStatus::Retired, 2)
    );
    assert_eq!(replaced.created_at, created.created_at);
    assert_eq!(app.get(&path).send().await.view::<ProductView>(200), replaced);
}

#[actix_web::test]
async fn a_sku_is_there_once() {
    let app = TestApp::start().await;
    app.with_product("FRM-OSLO-52").await;
    let other = app.with_product("FRM-OSLO-54").await;
    let taken = product("FRM-OSLO-52");
    let created = app.put(&format!("/v1/products/{}", fresh_id())).json(&taken).send().await;
    assert_eq!(created.faults(ProblemKind::Duplicate), ["/sku"]);
    let replaced = app.put(&format!("/v1/products/{other}")).json(&taken).send().await;
    assert_eq!(replaced.faults(ProblemKind::Duplicate), ["/sku"]);
    assert_eq!(app.get(&format!("/v1/products/{other}")).send().await.view::<ProductView>(200).sku, "FRM-OSLO-54");
}

#[actix_web::test]
async fn every_fault_of_a_product_is_reported() {
    let app = TestApp::start().await;
    let mut request = serde_json::to_value(product("FRM-OSLO-52")).unwrap();
    request["sku"] = json!("oslo 52");
    request["name"] = json!("x".repeat(121));
    request["price"] = json!({ "amount_minor": -1, "currency": "euro" });
    request["status"] = json!("sold out");
    request.as_object_mut().unwrap().remove("brand_id");
    let answer = app.put(&format!("/v1/products/{}", fresh_id())).json(&request).send().await;
    assert_eq!(
        answer.faults(ProblemKind::Invalid),
        ["/brand_id", "/name", "/price/amount_minor", "/price/currency", "/sku", "/status"]
    );
    assert_eq!(app.database.count("products"), 0);
}

#[actix_web::test]
async fn a_currency_has_to_exist() {
    let app = TestApp::start().await;
    let mut request = serde_json::to_value(product("FRM-OSLO-52")).unwrap();
    request["price"]["currency"] = json!("XYZ");
    let answer = app.put(&format!("/v1/products/{}", fresh_id())).json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/price/currency"]);
}

#[actix_web::test]
async fn a_price_that_is_an_array_is_refused() {
    let app = TestApp::start().await;
    let mut request = serde_json::to_value(product("FRM-OSLO-52")).unwrap();
    request["price"] = json!([100, "EUR"]);
    let answer = app.put(&format!("/v1/products/{}", fresh_id())).json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/price"]);
}
