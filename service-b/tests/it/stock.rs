//! Levels of stock.

use serde_json::json;
use shared_models::inventory::StockLevelView;
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id};

#[actix_web::test]
async fn levels_add_up_over_warehouses() {
    let app = TestApp::start().await;
    let product = app.with_product("LNS-CLEAR-15").await;
    for (code, on_hand) in [("BER-1", 7), ("LYS-1", 5)] {
        let warehouse = app.with_warehouse(code).await;
        app.with_stock(product, warehouse, on_hand).await;
    }
    app.with_reservation(&[(product, 6)]).await;
    let stock = app.stock(product).await;
    assert_eq!(stock.available, 6);
    let levels: Vec<_> = stock.levels.iter().map(|level| (level.on_hand, level.reserved, level.available)).collect();
    assert_eq!(levels, [(7, 6, 1), (5, 0, 5)]);
}

#[actix_web::test]
async fn a_level_is_set_again_and_keeps_what_is_reserved() {
    let app = TestApp::start().await;
    let warehouse = app.with_warehouse("BER-1").await;
    let product = app.with_product("CAS-HARD-1").await;
    app.with_stock(product, warehouse, 10).await;
    app.with_reservation(&[(product, 4)]).await;
    let path = format!("/v1/stock/{product}/{warehouse}");
    let set: StockLevelView = app.put(&path).json(&json!({ "on_hand": 4 })).send().await.view(200);
    assert_eq!((set.on_hand, set.reserved, set.available), (4, 4, 0));
}

#[actix_web::test]
async fn a_level_is_never_below_what_is_reserved() {
    let app = TestApp::start().await;
    let warehouse = app.with_warehouse("BER-1").await;
    let product = app.with_product("CAS-HARD-1").await;
    app.with_stock(product, warehouse, 10).await;
    app.with_reservation(&[(product, 4)]).await;
    let path = format!("/v1/stock/{product}/{warehouse}");
    let problem = app.put(&path).json(&json!({ "on_hand": 3 })).send().await.refused(ProblemKind::IllegalTransition);
    assert_eq!(problem["detail"], "4 are reserved, so there cannot be 3");
    assert_eq!(app.stock(product).await.levels[0].on_hand, 10);
}

#[actix_web::test]
async fn a_level_needs_its_product_and_its_warehouse() {
    let app = TestApp::start().await;
    let warehouse = app.with_warehouse("BER-1").await;
    let product = app.with_product("CAS-HARD-1").await;
    let nobody = fresh_id();
    let on_hand = json!({ "on_hand": 3 });
    let answer = app.put(&format!("/v1/stock/{nobody}/{warehouse}")).json(&on_hand).send().await;
    assert_eq!(answer.faults(ProblemKind::UnknownReference), ["/product_id"]);
    let answer = app.put(&format!("/v1/stock/{product}/{nobody}")).json(&on_hand).send().await;
    assert_eq!(answer.faults(ProblemKind::UnknownReference), ["/warehouse_id"]);
    app.put(&format!("/v1/stock/{product}/x")).json(&on_hand).send().await.refused(ProblemKind::NotFound);
}

#[actix_web::test]
async fn a_product_without_stock_has_none_and_an_unknown_one_is_not_found() {
    let app = TestApp::start().await;
    let product = app.with_product("CAS-HARD-1").await;
    let stock = app.stock(product).await;
    assert_eq!((stock.levels.len(), stock.available), (0, 0));
    app.get(&format!("/v1/stock/{}", fresh_id())).send().await.refused(ProblemKind::NotFound);
}
