//! Stock is never sold twice.

use serde_json::json;
use xtask::bench::connection::{Connection, request};
use xtask::shop;

use crate::stage::{Open, Stage};

const REQUESTS: usize = 1_000;
const STOCK: i64 = 100;

#[test]
fn a_thousand_at_once_for_a_hundred_pieces_reserve_exactly_a_hundred() {
    let stage = Stage::set();
    let Open { storefront: _storefront, fulfilment: _fulfilment, sale: _, product } = stage.open();
    let id = product.replace('-', "");
    // One warehouse has a hundred to give, the others nothing.
    stage
        .fulfilment_database
        .query(&format!(
            "UPDATE inventory_items SET on_hand = 0, reserved = 0 WHERE product_id = UNHEX('{id}');
             UPDATE inventory_items SET on_hand = {STOCK} WHERE product_id = UNHEX('{id}') ORDER BY warehouse_id LIMIT 1"
        ))
        .unwrap();

    let statuses = all_at_once(stage.fulfilment.port, &product);
    let count = |status| statuses.iter().filter(|found| **found == status).count();
    assert_eq!((count(201), count(409)), (100, REQUESTS - 100), "other answers: {:?}", others(&statuses));

    let value = |sql: &str| stage.fulfilment_database.value(sql).unwrap();
    assert_eq!(stage.reserved(&product), STOCK);
    let wrong = "SELECT COUNT(*) FROM inventory_items WHERE reserved < 0 OR on_hand < reserved OR on_hand < 0";
    assert_eq!(value(wrong), "0");
    let held = format!("SELECT SUM(quantity) FROM reservation_lines WHERE product_id = UNHEX('{id}')");
    assert_eq!(value(&held), STOCK.to_string());
}

/// The answers that are neither a reservation nor a refusal.
fn others(statuses: &[u16]) -> Vec<u16> {
    statuses.iter().copied().filter(|status| ![201, 409].contains(status)).collect()
}

/// A connection for each request, all sent before the first answer is read. Each request follows its connection at once: the
/// service closes a connection that stays silent.
fn all_at_once(port: u16, product: &str) -> Vec<u16> {
    let body = json!({"lines": [{"product_id": product, "quantity": 1}]});
    let send = |_| {
        let mut connection = Connection::open(port).unwrap();
        let path = format!("/v1/reservations/{}", shop::fresh_id());
        connection.send(&request("PUT", &path, &[], Some(&body))).unwrap();
        connection
    };
    let mut connections: Vec<Connection> = (0..REQUESTS).map(send).collect();
    connections.iter_mut().map(|connection| connection.answer().unwrap()).collect()
}
