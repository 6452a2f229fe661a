//! `GET /v1/warehouses`

use serde_json::json;
use shared_models::inventory::WarehousePage;

use crate::support::{app, create_warehouse};

#[test]
fn pages_follow_each_other_newest_first() {
    let app = app();
    for n in 1..=5 {
        create_warehouse(&app, &format!("W-{n}")).expect(201);
    }
    let mut codes = Vec::new();
    let mut query = "limit=2".to_owned();
    loop {
        let page: WarehousePage = app.call("list_warehouses").query(&query).send().view(200);
        codes.extend(page.items.into_iter().map(|warehouse| warehouse.code));
        let Some(cursor) = page.next_cursor else { break };
        query = format!("limit=2&cursor={cursor}");
    }
    assert_eq!(codes, ["W-5", "W-4", "W-3", "W-2", "W-1"]);
}

#[test]
fn every_fault_of_the_query_is_reported() {
    let answer = app().call("list_warehouses").query("limit=10000&cursor=garbage").send();
    assert_eq!(answer.problem("invalid"), ["/cursor", "/limit"]);
    let faults = answer.json()["errors"].as_array().unwrap();
    assert!(faults.iter().all(|fault| fault["in"] == json!("query")), "{faults:?}");
}
