//! `PUT /v1/stock/{product_id}/{warehouse_id}`

use serde_json::json;
use shared_models::inventory::StockLevelView;
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id};

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
    let unknown = fresh_id();
    let on_hand = json!({ "on_hand": 3 });
    let answer = app.put(&format!("/v1/stock/{unknown}/{warehouse}")).json(&on_hand).send().await;
    assert_eq!(answer.faults(ProblemKind::UnknownReference), ["/product_id"]);
    let answer = app.put(&format!("/v1/stock/{product}/{unknown}")).json(&on_hand).send().await;
    assert_eq!(answer.faults(ProblemKind::UnknownReference), ["/warehouse_id"]);
    app.put(&format!("/v1/stock/{product}/x")).json(&on_hand).send().await.refused(ProblemKind::NotFound);
}

#[actix_web::test]
async fn a_level_is_a_whole_number_within_limits() {
    let app = TestApp::start().await;
    let path = format!("/v1/stock/{}/{}", fresh_id(), fresh_id());
    for on_hand in [json!(-1), json!(10_000_001), json!(1.5), json!("3"), json!(null)] {
        let answer = app.put(&path).json(&json!({ "on_hand": on_hand })).send().await;
        assert_eq!(answer.faults(ProblemKind::Invalid), ["/on_hand"], "{on_hand}");
    }
}
