//! Requests to fulfilment.

use anyhow::Result;
use serde_json::{Value, json};

use cargo_polyrepo::http::{Client, Response};

/// `PUT /v1/reservations/{order}`, one line.
///
/// # Errors
/// When the service does not answer.
pub fn reserve(client: &Client, order: &str, product: &str, quantity: u32) -> Result<Response> {
    let body = json!({"lines": [{"product_id": product, "quantity": quantity}]});
    client.put(&format!("/v1/reservations/{order}"), &body)
}

/// `GET /v1/reservations/{order}`
///
/// # Errors
/// When the service does not answer.
pub fn reservation(client: &Client, order: &str) -> Result<Response> {
    client.get(&format!("/v1/reservations/{order}"))
}

/// `POST /v1/payments`, by card.
///
/// # Errors
/// When the payment is refused.
pub fn authorise(client: &Client, order: &str, key: &str) -> Result<Value> {
    let body = json!({"order_id": order, "method": "card"});
    client.post("/v1/payments", key, &body)?.expect(&[200, 201])
}

/// `POST /v1/payments/{id}/capture`
///
/// # Errors
/// When the payment cannot be captured.
pub fn capture(client: &Client, payment: &str, key: &str) -> Result<Value> {
    let path = format!("/v1/payments/{payment}/capture");
    client.send("POST", &path, &[("Idempotency-Key", key)], None)?.expect(&[200, 201])
}

/// `GET /v1/invoices/{id}`
///
/// # Errors
/// When there is no such invoice.
pub fn invoice(client: &Client, id: &str) -> Result<Value> {
    client.get(&format!("/v1/invoices/{id}"))?.expect(&[200])
}
