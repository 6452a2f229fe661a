//! Requests to fulfilment.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use cargo_polyrepo::http::{Client, Response};

use super::fresh;

/// `GET /v1/products/{id}`: fulfilment's copy of a product, once it has one.
///
/// # Errors
/// When the service does not answer, or fails.
pub fn product_copy(client: &Client, id: &str) -> Result<Option<Value>> {
    let copy = client.get(&format!("/v1/products/{id}"))?;
    if copy.status == 404 { Ok(None) } else { copy.expect(&[200]).map(Some) }
}

/// `GET /v1/warehouses`: one of them.
///
/// # Errors
/// When there is none: the database was not seeded.
pub fn warehouse(client: &Client) -> Result<Value> {
    let warehouses = client.get("/v1/warehouses?limit=1")?.expect(&[200])?;
    warehouses["items"].get(0).cloned().context("fulfilment has no warehouse")
}

/// `PUT /v1/stock/{product}/{warehouse}`
///
/// # Errors
/// When the level is refused.
pub fn stock(client: &Client, product: &str, warehouse: &str, on_hand: u32) -> Result<Value> {
    client.put(&format!("/v1/stock/{product}/{warehouse}"), &json!({"on_hand": on_hand}))?.expect(&[200, 201])
}

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

/// `GET /v1/payments/{id}`
///
/// # Errors
/// When there is no such payment.
pub fn payment(client: &Client, id: &str) -> Result<Value> {
    client.get(&format!("/v1/payments/{id}"))?.expect(&[200])
}

/// `GET /v1/shipments?order_id=…`: the parcels of an order.
///
/// # Errors
/// When the service does not answer, or fails.
pub fn shipments(client: &Client, order: &str) -> Result<Vec<Value>> {
    let page = client.get(&format!("/v1/shipments?order_id={order}"))?.expect(&[200])?;
    Ok(page["items"].as_array().cloned().unwrap_or_default())
}

/// `POST /v1/shipments/{id}/dispatch`
///
/// # Errors
/// When the parcel cannot leave.
pub fn dispatch(client: &Client, shipment: &str, tracking_code: &str) -> Result<Value> {
    let body = json!({"carrier": "Alpine Parcel", "tracking_code": tracking_code});
    client.post(&format!("/v1/shipments/{shipment}/dispatch"), &fresh("key"), &body)?.expect(&[200])
}

/// `POST /v1/shipments/{id}/deliver`
///
/// # Errors
/// When the parcel is not on its way.
pub fn deliver(client: &Client, shipment: &str) -> Result<Value> {
    let path = format!("/v1/shipments/{shipment}/deliver");
    // Without a body, a header says that no page of a browser sends this.
    client.send("POST", &path, &[("X-Requested-With", "xtask")], None)?.expect(&[200])
}
