//! Every operation of the OpenAPI document, called for real, and its answer compared with what the document promises.
//!
//! The list comes from the document. An operation that no call here reaches fails the test; `uncovered.txt` may name
//! exceptions, and has none.

use std::collections::BTreeSet;

use awc::http::Method;
use serde_json::{Value, json};
use {{crate_name}}::routes;

use crate::support::{Answer, TestApp, fresh_id};

/// The document, and the operations that were called.
struct Document {
    document: Value,
    called: BTreeSet<String>,
}

impl Document {
    /// Checks `answer` against what the document says about the operation.
    #[track_caller]
    fn check(&mut self, method: &Method, path: &str, answer: &Answer) {
        let item = &self.document["paths"][path];
        let operation = &item[method.as_str().to_lowercase()];
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} is not documented"));
        let status = answer.status.as_u16().to_string();
        let response = &operation["responses"][&status];
        assert!(response.is_object(), "{id} answered {status}, which is not documented: {}", answer.body);
        let content_type = answer.header("content-type");
        let mut schema = response["content"][content_type]["schema"].clone();
        assert!(schema.is_object(), "{id} answered {content_type}, which is not documented");
        schema["components"] = self.document["components"].clone();
        let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        let faults: Vec<_> = validator.iter_errors(&answer.body).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{id} {status}: {faults:?} in {}", answer.body);
        for header in response["headers"].as_object().into_iter().flat_map(|headers| headers.keys()) {
            assert!(answer.headers.contains_key(header.as_str()), "{id} {status} has no {header}");
        }
        self.called.insert(id.to_owned());
    }

    fn operations(&self) -> BTreeSet<String> {
        let items = self.document["paths"].as_object().unwrap().values();
        let operations = items.flat_map(|item| item.as_object().unwrap().values());
        operations.map(|operation| operation["operationId"].as_str().unwrap().to_owned()).collect()
    }
}

#[actix_web::test]
async fn every_operation_answers_what_its_document_promises() {
    let app = TestApp::start().await;
    let mut document = Document { document: routes::openapi(), called: BTreeSet::new() };
    let warehouse = app.with_warehouse("BER-1").await;
    let none = Value::Null;
    let new = json!({ "code": "LYS-1", "name": "Lyon", "country": "FR" });

    // Template, ids to fill in, body. Good ones and bad ones; what each answers has to be in the document.
    let calls: Vec<(Method, &str, Vec<String>, Value)> = vec![
        (Method::GET, "/v1/warehouses", vec![], none.clone()),
        (Method::POST, "/v1/warehouses", vec![], new.clone()),
        (Method::POST, "/v1/warehouses", vec![], new),
        (Method::POST, "/v1/warehouses", vec![], json!({})),
        (Method::GET, "/v1/warehouses/{id}", vec![warehouse.to_string()], none.clone()),
        (Method::GET, "/v1/warehouses/{id}", vec![fresh_id().to_string()], none),
    ];
    for (method, template, ids, body) in calls {
        let mut ids = ids.into_iter();
        let filled =
            template.split('/').map(|step| if step.starts_with('{') { ids.next().unwrap() } else { step.to_owned() });
        let call = app.call(method.clone(), &filled.collect::<Vec<_>>().join("/"));
        let answer = if body.is_null() { call.send().await } else { call.json(&body).send().await };
        document.check(&method, template, &answer);
    }

    let exceptions: BTreeSet<_> = include_str!("uncovered.txt").lines().map(str::to_owned).collect();
    let uncovered: BTreeSet<_> = document.operations().difference(&document.called).cloned().collect();
    assert_eq!(uncovered, exceptions);
    assert!(exceptions.is_empty(), "an operation without a test");
}
