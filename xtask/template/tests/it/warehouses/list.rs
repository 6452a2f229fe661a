//! `GET /v1/warehouses`

use serde_json::json;
use shared_models::inventory::WarehousePage;

use crate::support::{app, create_warehouse};

#[test]
fn pages_follow_each_other_newest_first() {
    let app = app();
    for code in ["W-1", "W-2", "W-3"] {
        create_warehouse(&app, code).expect(201);
    }
    let page = |query: &str| app.call("list_warehouses").query(query).send().view::<WarehousePage>(200);
    let codes = |page: &WarehousePage| page.items.iter().map(|warehouse| warehouse.code.clone()).collect::<Vec<_>>();
    let newest = page("limit=2");
    assert_eq!(codes(&newest), ["W-3", "W-2"]);
    let oldest = page(&format!("limit=2&cursor={}", newest.next_cursor.unwrap()));
    assert_eq!((codes(&oldest), oldest.next_cursor), (vec!["W-1".to_owned()], None));
}

#[test]
fn every_fault_of_the_query_is_reported() {
    let answer = app().call("list_warehouses").query("limit=10000&cursor=garbage").send();
    assert_eq!(answer.problem("invalid"), ["/cursor", "/limit"]);
    let faults = answer.json()["errors"].as_array().unwrap();
    assert!(faults.iter().all(|fault| fault["in"] == json!("query")), "{faults:?}");
}
