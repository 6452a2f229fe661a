//! Requests that are wrong: the right refusal, every fault at once, nothing written.

use awc::http::Method;
use serde_json::{Value, json};
use service_b::routes;
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id, order_id, product};

/// Every operation that reads a body, with its path filled in.
fn operations_with_a_body() -> Vec<(Method, String)> {
    let document = routes::openapi();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation.get("requestBody").is_some() {
                let path = path
                    .split('/')
                    .map(|step| if step.starts_with('{') { fresh_id().to_string() } else { step.to_owned() });
                found.push((method.to_uppercase().parse().unwrap(), path.collect::<Vec<_>>().join("/")));
            }
        }
    }
    assert!(found.len() >= 6);
    found
}

#[actix_web::test]
async fn every_body_must_be_json() {
    let app = TestApp::start().await;
    for (method, path) in operations_with_a_body() {
        let call = || app.call(method.clone(), &path).header("idempotency-key", "key-1");
        let json = || call().header("content-type", "application/json");
        json().body("{ \"lines\": [").send().await.refused(ProblemKind::MalformedJson);
        json().body("").send().await.refused(ProblemKind::MalformedJson);
        json().body([0xff, 0xfe]).send().await.refused(ProblemKind::MalformedJson);
        call().body("{}").send().await.refused(ProblemKind::UnsupportedMediaType);
        for content_type in ["text/plain", "application/json; charset=iso-8859-1", "application/merge-patch+json"] {
            let answer = call().header("content-type", content_type).body("{}").send().await;
            answer.refused(ProblemKind::UnsupportedMediaType);
        }
        json().header("content-encoding", "gzip").body("{}").send().await.refused(ProblemKind::UnsupportedMediaType);
        json().body(vec![b' '; 2 << 20]).send().await.refused(ProblemKind::PayloadTooLarge);
        json().body("[]").send().await.refused(ProblemKind::Invalid);
    }
    for table in ["warehouses", "products", "inventory_items", "reservations", "payments", "outbox"] {
        assert_eq!(app.database.count(table), 0, "{table}");
    }
}

#[actix_web::test]
async fn every_fault_of_a_reservation_is_told() {
    let app = TestApp::start().await;
    let lines = json!({ "lines": [
        { "product_id": "x", "quantity": 1 },
        { "product_id": fresh_id(), "quantity": 0 },
        { "product_id": fresh_id(), "quantity": -1 },
        { "product_id": fresh_id(), "quantity": 1_000 },
        { "product_id": fresh_id(), "quantity": "many" },
        { "product_id": fresh_id() },
    ] });
    let answer = app.put(&format!("/v1/reservations/{}", order_id())).json(&lines).send().await;
    assert_eq!(
        answer.faults(ProblemKind::Invalid),
        [
            "/lines/0/product_id",
            "/lines/1/quantity",
            "/lines/2/quantity",
            "/lines/3/quantity",
            "/lines/4/quantity",
            "/lines/5/quantity"
        ]
    );
    let many: Vec<Value> = (0..51).map(|_| json!({ "product_id": fresh_id(), "quantity": 1 })).collect();
    let answer = app.put(&format!("/v1/reservations/{}", order_id())).json(&json!({ "lines": many })).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/lines"]);
}

#[actix_web::test]
async fn every_fault_of_a_product_is_told() {
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
async fn an_array_is_no_object_however_deep() {
    let app = TestApp::start().await;
    let mut request = serde_json::to_value(product("FRM-OSLO-52")).unwrap();
    request["price"] = json!([100, "EUR"]);
    let answer = app.put(&format!("/v1/products/{}", fresh_id())).json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/price"]);
    let lines = json!({ "lines": [{ "product_id": fresh_id(), "quantity": 1 }, [fresh_id(), 1]] });
    let answer = app.put(&format!("/v1/reservations/{}", order_id())).json(&lines).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/lines/1"]);
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
async fn stock_and_payments_have_rules_too() {
    let app = TestApp::start().await;
    let path = format!("/v1/stock/{}/{}", fresh_id(), fresh_id());
    for on_hand in [json!(-1), json!(10_000_001), json!(1.5), json!("3"), json!(null)] {
        let answer = app.put(&path).json(&json!({ "on_hand": on_hand })).send().await;
        assert_eq!(answer.faults(ProblemKind::Invalid), ["/on_hand"], "{on_hand}");
    }
    let request = json!({ "order_id": 7, "method": "cowrie shells" });
    let answer = app.post("/v1/payments").header("idempotency-key", "key-1").json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/method", "/order_id"]);
    let request = json!({ "code": "x", "name": " ", "country": "Germany" });
    let answer = app.post("/v1/warehouses").json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/code", "/country", "/name"]);
}

#[actix_web::test]
async fn every_fault_of_a_query_is_told() {
    let app = TestApp::start().await;
    let answer = app.get("/v1/warehouses?limit=10000&cursor=garbage").send().await;
    let body = answer.refused(ProblemKind::Invalid);
    let faults: Vec<_> =
        body["errors"].as_array().unwrap().iter().map(|fault| (&fault["in"], &fault["pointer"])).collect();
    assert_eq!(faults, [(&json!("query"), &json!("/cursor")), (&json!("query"), &json!("/limit"))]);
    for limit in ["0", "-1", "ten", "99999999999"] {
        let answer = app.get(&format!("/v1/warehouses?limit={limit}")).send().await;
        assert_eq!(answer.faults(ProblemKind::Invalid), ["/limit"], "{limit}");
    }
}

#[actix_web::test]
async fn a_path_that_names_nothing_is_not_found() {
    let app = TestApp::start().await;
    for path in [
        "/v1/warehouses/seven",
        "/v1/products/1",
        "/v1/stock/x",
        "/v1/reservations/%27%20OR%201=1",
        "/v1/payments/x",
        "/v1/invoices/x",
        "/v1/nothing",
        "/",
    ] {
        app.get(path).send().await.refused(ProblemKind::NotFound);
    }
}

#[actix_web::test]
async fn a_method_that_is_not_there_is_named_with_those_that_are() {
    let app = TestApp::start().await;
    let answer = app.call(Method::PATCH, "/v1/warehouses").send().await;
    assert_eq!(answer.header("allow"), "POST, GET, HEAD");
    answer.refused(ProblemKind::MethodNotAllowed);
    app.post(&format!("/v1/products/{}", fresh_id())).send().await.refused(ProblemKind::MethodNotAllowed);
    for path in ["/health/live", "/health/ready", "/.well-known/accord", "/openapi.json", "/docs", "/docs/"] {
        let answer = app.post(path).send().await;
        assert_eq!(answer.header("allow"), "GET, HEAD", "{path}");
        answer.refused(ProblemKind::MethodNotAllowed);
    }
}

#[actix_web::test]
async fn what_can_be_read_can_be_asked_for_without_its_body() {
    let app = TestApp::start().await;
    app.with_warehouse("BER-1").await;
    for path in ["/health/live", "/openapi.json", "/v1/warehouses"] {
        let answer = app.call(Method::HEAD, path).send().await;
        assert_eq!((answer.status.as_u16(), answer.body), (200, json!("")), "{path}");
    }
}
