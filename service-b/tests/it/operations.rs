//! Every operation of the OpenAPI document, called for real, and its answer compared with what the document promises.
//!
//! The list comes from the document. An operation that no call here reaches fails the test; `uncovered.txt` may name
//! exceptions, and has none.

use std::collections::BTreeSet;

use awc::http::Method;
use serde_json::{Value, json};
use service_b::routes;
use shared_models::orders::OrderStatus;
use shared_models::payments::PaymentView;

use crate::support::{Answer, TestApp, fresh_id, order_id, product};

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
    let frame = app.with_product("FRM-OSLO-52").await;
    app.with_stock(frame, warehouse, 10).await;
    let reserved = app.with_reservation(&[(frame, 1)]).await.order_id;
    let payment = app.with_payment(1_000).await;
    let captured: PaymentView = app.capture(&app.with_payment(1_000).await).send().await.view(200);
    let invoice = captured.invoice_id.unwrap();
    let (confirmed, pending) =
        (app.storefront.with_order(OrderStatus::Confirmed, 100), app.storefront.with_order(OrderStatus::Pending, 100));
    let nobody = fresh_id();
    let none = Value::Null;
    let lines = |quantity: u32| json!({ "lines": [{ "product_id": frame, "quantity": quantity }] });
    let pay = |order| json!({ "order_id": order, "method": "card" });
    let cents = |amount: i64| json!({ "amount": { "amount_minor": amount, "currency": "EUR" } });
    let new = json!({ "code": "LYS-1", "name": "Lyon", "country": "FR" });

    // Template, ids to fill in, body. Good ones and bad ones; what each answers has to be in the document.
    let calls: Vec<(Method, &str, Vec<String>, Value)> = vec![
        (Method::GET, "/v1/warehouses", vec![], none.clone()),
        (Method::POST, "/v1/warehouses", vec![], new.clone()),
        (Method::POST, "/v1/warehouses", vec![], new),
        (Method::POST, "/v1/warehouses", vec![], json!({})),
        (Method::GET, "/v1/warehouses/{id}", vec![warehouse.to_string()], none.clone()),
        (Method::GET, "/v1/warehouses/{id}", vec![nobody.to_string()], none.clone()),
        (Method::PUT, "/v1/products/{id}", vec![nobody.to_string()], serde_json::to_value(product("FRM-1")).unwrap()),
        (Method::PUT, "/v1/products/{id}", vec![nobody.to_string()], serde_json::to_value(product("FRM-2")).unwrap()),
        (Method::PUT, "/v1/products/{id}", vec![frame.to_string()], serde_json::to_value(product("FRM-2")).unwrap()),
        (Method::GET, "/v1/products/{id}", vec![frame.to_string()], none.clone()),
        (Method::GET, "/v1/stock/{id}", vec![frame.to_string()], none.clone()),
        (Method::GET, "/v1/stock/{id}", vec![fresh_id().to_string()], none.clone()),
        (
            Method::PUT,
            "/v1/stock/{product_id}/{warehouse_id}",
            vec![frame.to_string(), warehouse.to_string()],
            json!({ "on_hand": 20 }),
        ),
        (
            Method::PUT,
            "/v1/stock/{product_id}/{warehouse_id}",
            vec![frame.to_string(), warehouse.to_string()],
            json!({ "on_hand": 0 }),
        ),
        (
            Method::PUT,
            "/v1/stock/{product_id}/{warehouse_id}",
            vec![frame.to_string(), nobody.to_string()],
            json!({ "on_hand": 1 }),
        ),
        (Method::PUT, "/v1/reservations/{id}", vec![order_id().to_string()], lines(1)),
        (Method::PUT, "/v1/reservations/{id}", vec![reserved.to_string()], lines(1)),
        (Method::PUT, "/v1/reservations/{id}", vec![reserved.to_string()], lines(2)),
        (Method::PUT, "/v1/reservations/{id}", vec![order_id().to_string()], lines(999)),
        (Method::GET, "/v1/reservations/{id}", vec![reserved.to_string()], none.clone()),
        (Method::DELETE, "/v1/reservations/{id}", vec![reserved.to_string()], none.clone()),
        (Method::PUT, "/v1/reservations/{id}", vec![reserved.to_string()], lines(1)),
        (Method::POST, "/v1/payments", vec![], pay(confirmed)),
        (Method::POST, "/v1/payments", vec![], pay(confirmed)),
        (Method::POST, "/v1/payments", vec![], pay(pending)),
        (Method::POST, "/v1/payments", vec![], pay(order_id())),
        (Method::GET, "/v1/payments/{id}", vec![payment.id.to_string()], none.clone()),
        (Method::POST, "/v1/payments/{id}/void", vec![payment.id.to_string()], none.clone()),
        (Method::POST, "/v1/payments/{id}/capture", vec![payment.id.to_string()], none.clone()),
        (Method::POST, "/v1/payments/{id}/capture", vec![captured.id.to_string()], none.clone()),
        (Method::POST, "/v1/payments/{id}/refund", vec![captured.id.to_string()], cents(100)),
        (Method::POST, "/v1/payments/{id}/refund", vec![captured.id.to_string()], cents(0)),
        (Method::POST, "/v1/payments/{id}/refund", vec![captured.id.to_string()], cents(1_000)),
        (Method::GET, "/v1/invoices/{id}", vec![invoice.to_string()], none.clone()),
        (Method::GET, "/v1/invoices/{id}", vec![nobody.to_string()], none),
    ];
    for (method, template, ids, body) in calls {
        let mut ids = ids.into_iter();
        let filled =
            template.split('/').map(|step| if step.starts_with('{') { ids.next().unwrap() } else { step.to_owned() });
        let call = app.call(method.clone(), &filled.collect::<Vec<_>>().join("/"));
        let call = call.header("idempotency-key", &fresh_id().to_string());
        let answer = if body.is_null() { call.send().await } else { call.json(&body).send().await };
        document.check(&method, template, &answer);
    }

    let exceptions: BTreeSet<_> = include_str!("uncovered.txt").lines().map(str::to_owned).collect();
    let uncovered: BTreeSet<_> = document.operations().difference(&document.called).cloned().collect();
    assert_eq!(uncovered, exceptions);
    assert!(exceptions.is_empty(), "an operation without a test");
}
