//! Cancelling an order and taking its money know each other.

use serde_json::Value;
use xtask::shop;

use crate::stage::{Open, Stage};
use crate::wait::until;

/// The ids of a confirmed order and of its authorised payment.
fn promised(open: &Open) -> (String, String) {
    let text = |value: &Value| value["id"].as_str().unwrap().to_owned();
    let key = shop::fresh("key");
    let placed = shop::place_order(&open.storefront.client(), &open.sale, &open.product, 1, &key).unwrap();
    let order = text(&placed.expect(&[201]).unwrap());
    let payment = shop::authorise(&open.fulfilment.client(), &order, &shop::fresh("key")).unwrap();
    (order, text(&payment))
}

#[test]
fn cancelled_order_is_not_paid_for() {
    let stage = Stage::set();
    let open = stage.open();
    let (order, payment) = promised(&open);
    shop::cancel(&open.storefront.client(), &order).unwrap().expect(&[200]).unwrap();
    let client = open.fulfilment.client();
    let capture = || {
        let path = format!("/v1/payments/{payment}/capture");
        client.send("POST", &path, &[("X-Requested-With", "test")], None).unwrap().status
    };
    assert_eq!(capture(), 409);
    let path = format!("/v1/payments/{payment}");
    until("the payment is voided", || {
        (client.get(&path).unwrap().expect(&[200]).unwrap()["status"] == "voided").then_some(())
    });
    assert_eq!(capture(), 409);
}

#[test]
fn money_of_a_cancelled_order_is_given_back() {
    let stage = Stage::set();
    let open = stage.open();
    let before = stage.reserved(&open.product);
    let (order, payment) = promised(&open);
    shop::capture(&open.fulfilment.client(), &payment, &shop::fresh("key")).unwrap();
    shop::cancel(&open.storefront.client(), &order).unwrap().expect(&[200]).unwrap();
    until("the money is given back", || {
        (shop::payment(&open.fulfilment.client(), &payment).unwrap()["status"] == "refunded").then_some(())
    });
    assert_eq!(stage.reserved(&open.product), before);
    let kept = "SELECT COALESCE(SUM(captured_minor - refunded_minor), 0) FROM payments";
    assert_eq!(stage.fulfilment_database.value(kept).unwrap(), "0");
    let held = "SELECT COALESCE(SUM(quantity), 0) FROM reservation_lines JOIN reservations USING (order_id) \
                WHERE status = 'held'";
    let reserved = "SELECT COALESCE(SUM(reserved), 0) FROM inventory_items";
    assert_eq!(stage.fulfilment_database.value(held).unwrap(), stage.fulfilment_database.value(reserved).unwrap());
}
