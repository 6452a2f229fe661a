//! `GET /v1/stock/{id}`

use crate::support::{App, fresh_id};

#[test]
fn levels_add_up_over_warehouses() {
    let app = App::start();
    let product = app.with_spread_product("LNS-CLEAR-15", &[("BER-1", 7), ("LYS-1", 5)]);
    app.with_reservation(&[(product, 6)]);
    let stock = app.stock(product);
    assert_eq!(stock.available, 6);
    let levels: Vec<_> = stock.levels.iter().map(|level| (level.on_hand, level.reserved, level.available)).collect();
    assert_eq!(levels, [(7, 6, 1), (5, 0, 5)]);
}

#[test]
fn a_product_without_stock_has_none_and_an_unknown_one_is_not_found() {
    let app = App::start();
    let product = app.with_product("CAS-HARD-1");
    let stock = app.stock(product);
    assert_eq!((stock.levels.len(), stock.available), (0, 0));
    app.call("get_stock").id(fresh_id()).send().problem("not-found");
}
