//! Warehouses.

use serde_json::json;
use shared_models::inventory::{WarehousePage, WarehouseView};
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id};

#[actix_web::test]
async fn a_warehouse_is_added_and_read() {
    let app = TestApp::start().await;
    let request = json!({ "code": "WAW-1", "name": "Warszawa Pruszków", "country": "PL" });
    let answer = app.post("/v1/warehouses").json(&request).send().await;
    let location = answer.header("location").to_owned();
    let added: WarehouseView = answer.view(201);
    assert_eq!(
        (added.code.as_str(), added.name.as_str(), added.country.as_str()),
        ("WAW-1", "Warszawa Pruszków", "PL")
    );
    assert_eq!(app.get(&location).send().await.view::<WarehouseView>(200), added);
}

#[actix_web::test]
async fn a_code_is_there_once() {
    let app = TestApp::start().await;
    app.with_warehouse("BER-1").await;
    let again = json!({ "code": "BER-1", "name": "Another", "country": "DE" });
    let answer = app.post("/v1/warehouses").json(&again).send().await;
    assert_eq!(answer.faults(ProblemKind::Duplicate), ["/code"]);
    assert_eq!(app.database.count("warehouses"), 1);
}

#[actix_web::test]
async fn pages_follow_each_other_newest_first() {
    let app = TestApp::start().await;
    for n in 1..=5 {
        app.with_warehouse(&format!("W-{n}")).await;
    }
    let mut codes = Vec::new();
    let mut path = "/v1/warehouses?limit=2".to_owned();
    loop {
        let page: WarehousePage = app.get(&path).send().await.view(200);
        codes.extend(page.items.into_iter().map(|warehouse| warehouse.code));
        let Some(cursor) = page.next_cursor else { break };
        path = format!("/v1/warehouses?limit=2&cursor={cursor}");
    }
    assert_eq!(codes, ["W-5", "W-4", "W-3", "W-2", "W-1"]);
}

#[actix_web::test]
async fn an_unknown_warehouse_is_not_found() {
    let app = TestApp::start().await;
    app.get(&format!("/v1/warehouses/{}", fresh_id())).send().await.refused(ProblemKind::NotFound);
}
