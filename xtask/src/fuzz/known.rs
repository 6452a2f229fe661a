//! Ids of things that exist, so that a request finds something.

use anyhow::Result;
use serde_json::{Value, json};

use crate::shop;
use cargo_polyrepo::http::Client;

/// Enough that some are still open when the fuzzer has cancelled, paid and refunded many.
const ORDERS: usize = 60;

/// Places orders and pays two in three; returns the ids of all things, by collection.
///
/// # Errors
/// When a service refuses.
pub(super) fn known(storefront: &Client, fulfilment: &Client) -> Result<Value> {
    let sale = shop::find_sale(storefront)?;
    let (mut orders, mut payments, mut invoices) = (Vec::new(), Vec::new(), Vec::new());
    for (number, (product, _)) in (0..ORDERS).zip(sale.products.iter().cycle()) {
        let order = shop::place_order(storefront, &sale, product, 1, &shop::fresh("order"))?.expect(&[201, 202])?;
        if number % 3 > 0 && order["status"] == "confirmed" {
            let payment = shop::authorise(fulfilment, text(&order["id"]), &shop::fresh("payment"))?;
            if number % 3 > 1 {
                let captured = shop::capture(fulfilment, text(&payment["id"]), &shop::fresh("capture"))?;
                invoices.push(captured["invoice_id"].clone());
            }
            payments.push(payment["id"].clone());
        }
        orders.push(order["id"].clone());
    }
    let mut known = json!({ "orders": orders, "payments": payments, "invoices": invoices });
    for collection in ["products", "customers", "brands", "categories", "roles", "users"] {
        known[collection] = listed(storefront, collection)?;
    }
    known["warehouses"] = listed(fulfilment, "warehouses")?;
    Ok(known)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn listed(client: &Client, collection: &str) -> Result<Value> {
    let page = client.get(&format!("/v1/{collection}?limit=20"))?.expect(&[200])?;
    Ok(page["items"].as_array().into_iter().flatten().map(|item| item["id"].clone()).collect())
}
