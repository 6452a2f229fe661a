//! Requests that are wrong: the right refusal, every fault at once, nothing written.

use awc::http::Method;
use serde_json::json;
use {{crate_name}}::routes;
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
    assert!(!found.is_empty());
    found
}

#[actix_web::test]
async fn every_body_must_be_json() {
    let app = TestApp::start().await;
    for (method, path) in operations_with_a_body() {
        let call = || app.call(method.clone(), &path);
        let json = || call().header("content-type", "application/json");
        json().body("{ \"code\": [").send().await.refused(ProblemKind::MalformedJson);
        json().body("").send().await.refused(ProblemKind::MalformedJson);
        json().body([0xff, 0xfe]).send().await.refused(ProblemKind::MalformedJson);
        call().body("{}").send().await.refused(ProblemKind::UnsupportedMediaType);
        call().header("content-type", "text/plain").body("{}").send().await.refused(ProblemKind::UnsupportedMediaType);
        json().body(vec![b' '; 2 << 20]).send().await.refused(ProblemKind::PayloadTooLarge);
        json().body("[]").send().await.refused(ProblemKind::Invalid);
    }
    assert_eq!(app.database.count("warehouses"), 0);
}

#[actix_web::test]
async fn every_fault_of_a_body_is_told() {
    let app = TestApp::start().await;
    let request = json!({ "code": "x", "name": " ", "country": "Germany" });
    let answer = app.post("/v1/warehouses").json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/code", "/country", "/name"]);
    assert_eq!(app.database.count("warehouses"), 0);
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
    for path in ["/v1/warehouses/seven", "/v1/warehouses/%27%20OR%201=1", "/v1/nothing", "/"] {
        app.get(path).send().await.refused(ProblemKind::NotFound);
    }
}

#[actix_web::test]
async fn a_method_that_is_not_there_is_named_with_those_that_are() {
    let app = TestApp::start().await;
    let answer = app.call(Method::PATCH, "/v1/warehouses").send().await;
    assert_eq!(answer.header("allow"), "POST, GET, HEAD");
    answer.refused(ProblemKind::MethodNotAllowed);
    app.post(&format!("/v1/warehouses/{}", fresh_id())).send().await.refused(ProblemKind::MethodNotAllowed);
}
