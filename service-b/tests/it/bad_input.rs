//! Requests that are wrong: the right refusal, every fault at once, nothing written.

use awc::http::Method;
use serde_json::json;
use service_b::routes;
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id};

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
