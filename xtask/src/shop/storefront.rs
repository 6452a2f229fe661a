//! Requests to the storefront.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use cargo_polyrepo::http::{Client, Response};

use super::fresh;

/// A customer, and products to buy.
#[derive(Debug, Clone)]
pub struct Sale {
    /// Id.
    pub customer: String,
    /// Ids and names of active products, at most 20.
    pub products: Vec<(String, String)>,
    /// Of all their prices.
    pub currency: String,
}

/// Looks up a customer and products to buy.
///
/// # Errors
/// When there is no customer or product: the database was not seeded.
pub fn find_sale(client: &Client) -> Result<Sale> {
    let customers = client.get("/v1/customers?limit=1")?.expect(&[200])?;
    let customer = text(&customers["items"][0]["id"]).context("the storefront has no customer")?;
    let products = client.get("/v1/products?limit=20")?.expect(&[200])?;
    let active: Vec<&Value> =
        products["items"].as_array().into_iter().flatten().filter(|product| product["status"] == "active").collect();
    let first = active.first().context("the storefront has no active product")?;
    let currency = text(&first["price"]["currency"]).context("a product has no currency")?;
    let products = active
        .iter()
        .filter(|product| product["price"]["currency"] == currency.as_str())
        .filter_map(|product| Some((text(&product["id"])?, text(&product["name"])?)))
        .collect();
    Ok(Sale { customer, products, currency })
}

/// `POST /v1/products`: a product in the category, of the brand and at the price of another one.
///
/// # Errors
/// When there is no other one, or the product is refused.
pub fn post_product_like(client: &Client, other: &str, sku: &str, name: &str) -> Result<Value> {
    let other = client.get(&format!("/v1/products/{other}"))?.expect(&[200])?;
    let body = json!({
        "sku": sku, "name": name, "description": "", "category_id": other["category_id"], "brand_id": other["brand_id"],
        "price": other["price"], "status": "active",
    });
    client.post("/v1/products", &fresh("key"), &body)?.expect(&[201])
}

/// `POST /v1/orders`, one line.
///
/// # Errors
/// When the service does not answer.
pub fn place_order(client: &Client, sale: &Sale, product: &str, quantity: u32, key: &str) -> Result<Response> {
    let body = json!({
        "customer_id": sale.customer,
        "currency": sale.currency,
        "lines": [{"product_id": product, "quantity": quantity}],
    });
    client.post("/v1/orders", key, &body)
}

/// `POST /v1/orders/{id}/cancel`
///
/// # Errors
/// When the service does not answer.
pub fn cancel(client: &Client, id: &str) -> Result<Response> {
    // Without a body, a header says that no page of a browser sends this.
    client.send("POST", &format!("/v1/orders/{id}/cancel"), &[("X-Requested-With", "xtask")], None)
}

/// `GET /v1/orders/{id}`
///
/// # Errors
/// When there is no such order.
pub fn order(client: &Client, id: &str) -> Result<Value> {
    client.get(&format!("/v1/orders/{id}"))?.expect(&[200])
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
