//! The storefront is built with shared-models 1.8 and fulfilment with 1.7, and they work together.

use serde_json::json;
use xtask::shop;

use crate::stage::{Open, Stage, well_known};

#[test]
fn two_releases_are_in_use_at_the_same_time() {
    let stage = Stage::set();
    let (storefront, fulfilment) = stage.serve_both();
    let versions = [&storefront, &fulfilment].map(|instance| {
        let accord = well_known(&instance.client());
        assert_eq!(accord["models"]["package"], "shared-models");
        accord["models"]["version"].as_str().unwrap().to_owned()
    });
    assert!(versions[0].starts_with("1.8."), "{versions:?}");
    assert!(versions[1].starts_with("1.7."), "{versions:?}");
}

#[test]
fn order_goes_through_both_services_to_its_invoice() {
    let stage = Stage::set();
    let Open { storefront, fulfilment, sale, product } = stage.open();
    let before = stage.reserved(&product);

    let request = json!({
        "customer_id": sale.customer,
        "currency": sale.currency,
        "gift_message": "Happy birthday",
        "lines": [{"product_id": product, "quantity": 2}],
    });
    let placed = storefront.client().post("/v1/orders", &shop::fresh("key"), &request).unwrap();
    let order = placed.expect(&[201]).unwrap();
    assert_eq!((&order["status"], &order["gift_message"]), (&json!("confirmed"), &json!("Happy birthday")), "{order}");
    let id = order["id"].as_str().unwrap();
    assert_eq!(stage.reserved(&product), before + 2);
    let reservation = shop::reservation(&fulfilment.client(), id).unwrap().expect(&[200]).unwrap();
    assert_eq!((&reservation["order_id"], &reservation["status"]), (&json!(id), &json!("held")));

    let payment = shop::authorise(&fulfilment.client(), id, &shop::fresh("key")).unwrap();
    assert_eq!(payment["amount"], order["total"], "fulfilment asked the storefront for the total");
    let payment = shop::capture(&fulfilment.client(), payment["id"].as_str().unwrap(), &shop::fresh("key")).unwrap();
    let invoice = shop::invoice(&fulfilment.client(), payment["invoice_id"].as_str().unwrap()).unwrap();
    assert_eq!((&invoice["order_id"], &invoice["total"]), (&json!(id), &order["total"]));
}

#[test]
fn order_sent_twice_is_one_order_and_one_reservation() {
    let stage = Stage::set();
    let Open { storefront, fulfilment: _fulfilment, sale, product } = stage.open();
    let before = stage.reserved(&product);
    let key = shop::fresh("key");
    let ids = [(); 2].map(|()| {
        let placed = shop::place_order(&storefront.client(), &sale, &product, 1, &key).unwrap();
        placed.expect(&[200, 201]).unwrap()["id"].clone()
    });
    assert_eq!(ids[0], ids[1]);
    assert_eq!(stage.reserved(&product), before + 1);
}

#[test]
fn order_of_more_than_there_is_is_rejected_and_reserves_nothing() {
    let stage = Stage::set();
    let Open { storefront, fulfilment: _fulfilment, sale, product } = stage.open();
    stage.fulfilment_database.query("UPDATE inventory_items SET on_hand = reserved").unwrap();
    let before = stage.reserved(&product);
    let placed = shop::place_order(&storefront.client(), &sale, &product, 3, &shop::fresh("key")).unwrap();
    let order = placed.expect(&[200, 201]).unwrap();
    assert_eq!(order["status"], "rejected", "{order}");
    assert_eq!(order["lines"][0]["short_by"], 3, "{order}");
    assert_eq!(stage.reserved(&product), before);
}
