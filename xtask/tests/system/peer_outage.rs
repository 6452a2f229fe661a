//! Fulfilment is away for a while: orders are kept, completed later, and reserved once.

use xtask::shop;

use crate::stage::{Open, Stage};
use crate::wait::until;

#[test]
fn order_placed_while_fulfilment_is_down_completes_by_itself_later() {
    let stage = Stage::set();
    let storefront = stage.serve(&stage.storefront);
    let client = storefront.client();
    let sale = shop::find_sale(&client).unwrap();
    let (product, _) = &sale.products[0];
    let before = stage.reserved(product);

    let placed = shop::place_order(&client, &sale, product, 1, &shop::fresh("key")).unwrap();
    let location = placed.header("location").map(str::to_owned);
    let order = placed.expect(&[202]).unwrap();
    assert_eq!(order["status"], "pending");
    let id = order["id"].as_str().unwrap();
    assert!(location.is_some_and(|url| url.ends_with(&format!("/v1/orders/{id}"))));
    assert_eq!(stage.reserved(product), before);

    let fulfilment = stage.serve(&stage.fulfilment);
    until("the order is confirmed", || (shop::order(&client, id).unwrap()["status"] == "confirmed").then_some(()));
    assert_eq!(stage.reserved(product), before + 1);
    shop::reservation(&fulfilment.client(), id).unwrap().expect(&[200]).unwrap();
}

/// The answer to the first reservation is lost: what is tried again must not reserve again.
#[test]
fn reservation_whose_answer_was_lost_is_not_made_twice() {
    let stage = Stage::set();
    let Open { storefront, mut fulfilment, sale, product } = stage.open();
    let client = storefront.client();
    let before = stage.reserved(&product);

    fulfilment.server().stop().unwrap();
    let placed = shop::place_order(&client, &sale, &product, 1, &shop::fresh("key")).unwrap();
    let order = placed.expect(&[202]).unwrap();
    let id = order["id"].as_str().unwrap();

    // As if the request had arrived and its answer had not.
    let fulfilment = stage.serve(&stage.fulfilment);
    let reserved = shop::reserve(&fulfilment.client(), id, &product, 1).unwrap();
    assert!([200, 201].contains(&reserved.status), "{}", reserved.text());
    until("the order is confirmed", || (shop::order(&client, id).unwrap()["status"] == "confirmed").then_some(()));
    assert_eq!(stage.reserved(&product), before + 1);
}

#[test]
fn pending_order_survives_a_restart_of_the_storefront() {
    let stage = Stage::set();
    let mut storefront = stage.serve(&stage.storefront);
    let sale = shop::find_sale(&storefront.client()).unwrap();
    let (product, _) = &sale.products[0];
    let placed = shop::place_order(&storefront.client(), &sale, product, 1, &shop::fresh("key")).unwrap();
    let order = placed.expect(&[202]).unwrap();
    let id = order["id"].as_str().unwrap();
    storefront.server().kill().unwrap();

    let (storefront, _fulfilment) = stage.serve_both();
    let status = || shop::order(&storefront.client(), id).unwrap()["status"].clone();
    until("the order is confirmed", || (status() == "confirmed").then_some(()));
}
