//! The operations that are measured.

use anyhow::{Context as _, Result};
use serde_json::json;

use super::connection::request;
use super::venue::Venue;
use crate::service::Service;
use crate::shop;
use cargo_polyrepo::http::Client;

/// The name of [`Scenario::order_alone`], for which fulfilment has to be stopped.
pub const ORDER_ALONE: &str = "order, 1 service";

/// One operation, as requests and as bare statements.
pub struct Scenario {
    /// What the table calls it.
    pub name: &'static str,
    /// The port of the service that does it.
    pub port: u16,
    /// The next request.
    pub request: Box<dyn Fn() -> Vec<u8>>,
    /// The statuses of success.
    pub statuses: &'static [u16],
    /// The statements behind it, in `bench/bare/`, one file after the other.
    pub scripts: &'static [&'static str],
    /// The database they run in.
    pub database: &'static str,
}

impl Scenario {
    /// The operations that need both services; reads first.
    ///
    /// # Errors
    /// When there is nothing to read or to buy.
    pub fn all(venue: &Venue) -> Result<Vec<Self>> {
        let [storefront, fulfilment] = venue.ports();
        let sale = shop::find_sale(&Client::new(storefront))?;
        let (get, reserve) = (products(&sale)?, products(&sale)?);
        Ok(vec![
            Self {
                name: "get product",
                port: storefront,
                request: Box::new(move || request("GET", &format!("/v1/products/{}", get()), &[], None)),
                statuses: &[200],
                scripts: &["get.sql"],
                database: Service::STOREFRONT.database,
            },
            Self {
                name: "list 20 products",
                port: storefront,
                request: Box::new(|| request("GET", "/v1/products?limit=20", &[], None)),
                statuses: &[200],
                scripts: &["list.sql"],
                database: Service::STOREFRONT.database,
            },
            Self {
                name: "order, 2 services",
                statuses: &[201],
                scripts: &["place.sql", "confirm.sql"],
                ..Self::order(storefront, sale)?
            },
            Self {
                name: "reserve stock",
                port: fulfilment,
                request: Box::new(move || {
                    let body = json!({"lines": [{"product_id": reserve(), "quantity": 1}]});
                    request("PUT", &format!("/v1/reservations/{}", shop::fresh_id()), &[], Some(&body))
                }),
                statuses: &[201],
                scripts: &["reserve.sql"],
                database: Service::FULFILMENT.database,
            },
        ])
    }

    /// An order while fulfilment is stopped: the storefront writes it, answers 202 and keeps it for later. One service and
    /// one transaction: compare other frameworks' orders with this.
    ///
    /// # Errors
    /// When there is nothing to buy.
    pub fn order_alone(venue: &Venue) -> Result<Self> {
        let [storefront, _] = venue.ports();
        let sale = shop::find_sale(&Client::new(storefront))?;
        Ok(Self { name: ORDER_ALONE, statuses: &[202], scripts: &["place.sql"], ..Self::order(storefront, sale)? })
    }

    fn order(port: u16, sale: shop::Sale) -> Result<Self> {
        let product = products(&sale)?;
        let order = move || {
            let lines = json!([{"product_id": product(), "quantity": 1}]);
            let body = json!({"customer_id": sale.customer, "currency": sale.currency, "lines": lines});
            request("POST", "/v1/orders", &[("Idempotency-Key", &shop::fresh("bench"))], Some(&body))
        };
        let database = Service::STOREFRONT.database;
        Ok(Self { name: "", port, request: Box::new(order), statuses: &[], scripts: &[], database })
    }
}

/// The products in turn.
fn products(sale: &shop::Sale) -> Result<impl Fn() -> String + use<>> {
    let ids: Vec<String> = sale.products.iter().map(|(id, _)| id.clone()).collect();
    ids.first().context("there is no product")?;
    Ok(move || ids[turn() % ids.len()].clone())
}

/// Counts up, so that requests take the products in turn.
fn turn() -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static TURN: AtomicUsize = AtomicUsize::new(0);
    TURN.fetch_add(1, Ordering::Relaxed)
}
