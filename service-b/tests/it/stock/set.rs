//! `PUT /v1/stock/{product_id}/{warehouse_id}`

use serde_json::json;
use shared_models::catalog::ProductId;
use shared_models::inventory::{StockLevelView, WarehouseId};

use crate::support::{App, fresh_id};

fn with_four_of_ten_reserved() -> (App, ProductId, WarehouseId) {
    let app = App::start();
    let warehouse = app.with_warehouse("BER-1");
    let product = app.with_product("CAS-HARD-1");
    app.with_stock(product, warehouse, 10);
    app.with_reservation(&[(product, 4)]);
    (app, product, warehouse)
}

#[test]
fn a_level_is_set_again_and_keeps_what_is_reserved() {
    let (app, product, warehouse) = with_four_of_ten_reserved();
    let set: StockLevelView = app.set_stock(product, warehouse, 4).view(200);
    assert_eq!((set.on_hand, set.reserved, set.available), (4, 4, 0));
}

#[test]
fn a_level_is_never_below_what_is_reserved() {
    let (app, product, warehouse) = with_four_of_ten_reserved();
    let answer = app.set_stock(product, warehouse, 3);
    answer.problem("illegal-transition");
    assert_eq!(answer.as_problem().detail.unwrap(), "4 are reserved, so there cannot be 3");
    assert_eq!(app.stock(product).levels[0].on_hand, 10);
}

#[test]
fn a_level_needs_its_product_and_its_warehouse() {
    let app = App::start();
    let warehouse = app.with_warehouse("BER-1");
    let product = app.with_product("CAS-HARD-1");
    let unknown = fresh_id();
    assert_eq!(app.set_stock(unknown, warehouse, 3).problem("unknown-reference"), ["/product_id"]);
    assert_eq!(app.set_stock(product, unknown, 3).problem("unknown-reference"), ["/warehouse_id"]);
    app.set_stock(product, "x", 3).problem("not-found");
}

#[test]
fn a_level_is_a_whole_number_within_limits() {
    let app = App::start();
    for on_hand in [json!(-1), json!(10_000_001), json!(1.5), json!("3"), json!(null)] {
        let answer = app.set_stock(fresh_id(), fresh_id(), on_hand.clone());
        assert_eq!(answer.problem("invalid"), ["/on_hand"], "{on_hand}");
    }
}
