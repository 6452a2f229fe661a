//! `GET /v1/stock/{id}`

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
async fn a_product_without_stock_has_none_and_an_unknown_one_is_not_found() {
    let app = TestApp::start().await;
    let product = app.with_product("CAS-HARD-1").await;
    let stock = app.stock(product).await;
    assert_eq!((stock.levels.len(), stock.available), (0, 0));
    app.get(&format!("/v1/stock/{}", fresh_id())).send().await.refused(ProblemKind::NotFound);
}
