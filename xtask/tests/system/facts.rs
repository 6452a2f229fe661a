//! What one service makes known reaches the other one.

use serde_json::{Value, json};
use xtask::shop;

use crate::stage::{Open, Stage};
use crate::wait::until;

/// Posts a product to the storefront, like one that it has.
fn post_product(open: &Open, sku: &str) -> Value {
    shop::post_product_like(&open.storefront.client(), &open.product, sku, "Reading glasses Lund").unwrap()
}

/// Puts ten pieces into a new warehouse.
fn stock(open: &Open, product: &str) {
    let client = open.fulfilment.client();
    let warehouse = json!({ "code": "LND-1", "name": "Lund", "country": "SE" });
    let warehouse = client.post("/v1/warehouses", &shop::fresh("key"), &warehouse).unwrap().expect(&[201]).unwrap();
    shop::stock(&client, product, warehouse["id"].as_str().unwrap(), 10).unwrap();
}

fn wait_for_copy(open: &Open, product: &Value) {
    let (client, id) = (open.fulfilment.client(), product["id"].as_str().unwrap());
    until("fulfilment has the product", || {
        shop::product_copy(&client, id).unwrap().filter(|copy| copy["name"] == product["name"])
    });
}

#[test]
fn new_product_is_sold_through_both_services() {
    let stage = Stage::set();
    let open = stage.open();
    let product = post_product(&open, "RDG-LUND-10");
    wait_for_copy(&open, &product);
    let id = product["id"].as_str().unwrap();
    stock(&open, id);
    let placed = shop::place_order(&open.storefront.client(), &open.sale, id, 2, &shop::fresh("key")).unwrap();
    assert_eq!(placed.expect(&[201]).unwrap()["status"], "confirmed");
    assert_eq!(stage.reserved(id), 2);
}

/// The storefront says it with a kind of problem that fulfilment's release does not know; the status is enough.
#[test]
fn where_the_place_in_the_feed_is_gone_fulfilment_begins_again() {
    let stage = Stage::set();
    let open = stage.open();
    wait_for_copy(&open, &post_product(&open, "RDG-LUND-10"));
    let gone = open.storefront.client().get("/v1/events?after=1:1").unwrap().expect(&[410]).unwrap();
    assert_eq!(gone["type"], "urn:problem-type:shared-models:gone");
    stage.fulfilment_database.query("UPDATE checkpoints SET epoch = 1, seq = 1").unwrap();
    wait_for_copy(&open, &post_product(&open, "RDG-LUND-20"));
}

#[test]
fn what_happened_while_fulfilment_was_down_is_made_up_for() {
    let stage = Stage::set();
    let mut open = stage.open();
    // A place in the feed, so that it does not begin with a snapshot again.
    wait_for_copy(&open, &post_product(&open, "RDG-LUND-10"));
    open.fulfilment.server().kill().unwrap();
    let posted = post_product(&open, "RDG-LUND-20");
    open.fulfilment = stage.serve(&stage.fulfilment);
    wait_for_copy(&open, &posted);
    let path = format!("/v1/products/{}", posted["id"].as_str().unwrap());
    let renamed = json!({ "name": "Reading glasses Lund, blue" });
    let headers = [("If-Match", "\"1\"")];
    let changed = open.storefront.client().send("PATCH", &path, &headers, Some(&renamed)).unwrap();
    wait_for_copy(&open, &changed.expect(&[200]).unwrap());
}
