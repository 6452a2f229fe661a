//! An order from the storefront to the customer's door: each service hears of the other's part.

use serde_json::Value;
use xtask::shop;

use crate::stage::{Open, Stage};
use crate::wait::until;

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

fn placed(open: &Open) -> Value {
    let key = shop::fresh("key");
    let placed = shop::place_order(&open.storefront.client(), &open.sale, &open.product, 2, &key).unwrap();
    placed.expect(&[201]).unwrap()
}

fn becomes(open: &Open, order: &Value, status: &str) {
    until(&format!("the order is {status}"), || {
        (shop::order(&open.storefront.client(), id(order)).unwrap()["status"] == status).then_some(())
    });
}

fn on_hand(stage: &Stage, product: &str) -> i64 {
    let product = product.replace('-', "");
    let sql = format!("SELECT SUM(on_hand) FROM inventory_items WHERE product_id = UNHEX('{product}')");
    stage.fulfilment_database.value(&sql).unwrap().parse().unwrap()
}

#[test]
fn order_is_paid_shipped_and_delivered() {
    let stage = Stage::set();
    let open = stage.open();
    let (stock, reserved) = (on_hand(&stage, &open.product), stage.reserved(&open.product));
    let client = open.fulfilment.client();
    let order = placed(&open);
    let payment = shop::authorise(&client, id(&order), &shop::fresh("key")).unwrap();
    let parcels = shop::shipments(&client, id(&order)).unwrap();
    assert!(!parcels.is_empty() && parcels.iter().all(|parcel| parcel["status"] == "preparing"), "{parcels:?}");
    for parcel in &parcels {
        shop::dispatch(&client, id(parcel), &shop::fresh("AP")).unwrap();
    }
    becomes(&open, &order, "shipped");
    let payment = shop::payment(&client, id(&payment)).unwrap();
    assert_eq!((&payment["status"], &payment["captured"]), (&Value::from("captured"), &order["total"]));
    assert_eq!((on_hand(&stage, &open.product), stage.reserved(&open.product)), (stock - 2, reserved));
    for parcel in &parcels {
        shop::deliver(&client, id(parcel)).unwrap();
    }
    becomes(&open, &order, "delivered");
}

#[test]
fn order_that_shipped_while_the_storefront_was_down_is_shipped_there_too() {
    let stage = Stage::set();
    let mut open = stage.open();
    let client = open.fulfilment.client();
    let order = placed(&open);
    shop::authorise(&client, id(&order), &shop::fresh("key")).unwrap();
    let parcels = shop::shipments(&client, id(&order)).unwrap();
    for parcel in &parcels {
        shop::dispatch(&client, id(parcel), &shop::fresh("AP")).unwrap();
    }
    open.storefront.server().kill().unwrap();
    for parcel in &parcels {
        shop::deliver(&client, id(parcel)).unwrap();
    }
    open.storefront = stage.serve(&stage.storefront);
    becomes(&open, &order, "delivered");
}

#[test]
fn shipped_order_is_not_cancelled() {
    let stage = Stage::set();
    let open = stage.open();
    let client = open.fulfilment.client();
    let order = placed(&open);
    shop::authorise(&client, id(&order), &shop::fresh("key")).unwrap();
    for parcel in shop::shipments(&client, id(&order)).unwrap() {
        shop::dispatch(&client, id(&parcel), &shop::fresh("AP")).unwrap();
    }
    becomes(&open, &order, "shipped");
    assert_eq!(shop::cancel(&open.storefront.client(), id(&order)).unwrap().status, 409);
}

#[test]
fn order_that_nobody_pays_is_cancelled_and_keeps_no_stock() {
    let stage = Stage::set();
    let open = stage.open();
    let before = stage.reserved(&open.product);
    let order = placed(&open);
    // The minutes that a customer has, in an instant.
    let later = "UPDATE sagas SET entered_at = UTC_TIMESTAMP(6) - INTERVAL 1 DAY, next_timer_at = UTC_TIMESTAMP(6)";
    stage.storefront_database.query(later).unwrap();
    becomes(&open, &order, "cancelled");
    until("the stock is free", || (stage.reserved(&open.product) == before).then_some(()));
}
