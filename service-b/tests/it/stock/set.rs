//! `PUT /v1/stock/{product_id}/{warehouse_id}`

use serde_json::json;
use shared_models::catalog::ProductId;
use shared_models::inventory::{StockLevelView, WarehouseId};

use crate::support::{App, at_once, fresh_id};

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

/// Fills this many other warehouses with as many as one holds.
fn fill(app: &App, product: ProductId, warehouses: u32) {
    app.database.execute(&format!(
        "INSERT INTO warehouses SELECT UNHEX(LPAD(HEX(seq), 32, '0')), CONCAT('W-', seq), 'Berlin', 'DE', NOW(6) \
         FROM seq_1_to_{warehouses}; \
         INSERT INTO inventory_items SELECT UNHEX(REPLACE('{product}', '-', '')), UNHEX(LPAD(HEX(seq), 32, '0')), \
         10000000, 0, NOW(6) FROM seq_1_to_{warehouses}"
    ));
}

#[test]
fn what_lies_in_all_warehouses_together_can_be_counted() {
    let app = App::start();
    let (warehouse, other) = (app.with_warehouse("BER-1"), app.with_warehouse("LYS-1"));
    let product = app.with_product("CAS-HARD-1");
    fill(&app, product, 429);
    let rest = u32::MAX - 4_290_000_000;
    assert_eq!(app.set_stock(product, warehouse, rest + 1).problem("invalid"), ["/on_hand"]);
    app.with_stock(product, warehouse, rest);
    assert_eq!(app.stock(product).available, u32::MAX);
    assert_eq!(app.set_stock(product, other, 1).problem("invalid"), ["/on_hand"]);
    assert_eq!(app.set_stock(product, warehouse, 10_000_000).problem("invalid"), ["/on_hand"]);
    // Another product counts for itself.
    app.with_stock(app.with_product("CAS-SOFT-1"), warehouse, 10_000_000);
    app.with_stock(product, warehouse, rest - 1);
    app.with_stock(product, other, 1);
    assert_eq!(app.stock(product).available, u32::MAX);
}

#[test]
fn levels_that_are_set_at_once_never_add_up_to_more() {
    let app = App::start();
    let product = app.with_product("CAS-HARD-1");
    fill(&app, product, 429);
    let warehouses: Vec<_> = (1..=10).map(|n| app.with_warehouse(&format!("BER-{n}"))).collect();
    let answers = at_once(&warehouses, |warehouse| app.set_stock(product, warehouse, 1_000_000));
    assert_eq!(answers.iter().filter(|answer| answer.status() == 200).count(), 4);
    assert_eq!(app.stock(product).available, 4_294_000_000);
}
