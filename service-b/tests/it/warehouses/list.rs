//! `GET /v1/warehouses`

use shared_models::inventory::WarehousePage;

use crate::support::App;

#[test]
fn pages_follow_each_other_newest_first() {
    let app = App::start();
    for n in 1..=5 {
        app.with_warehouse(&format!("W-{n}"));
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
fn every_fault_of_a_query_is_reported() {
    let app = App::start();
    let answer = app.call("list_warehouses").query("limit=10000&cursor=garbage").send();
    assert_eq!(answer.problem("invalid"), ["/cursor", "/limit"]);
    assert!(answer.json()["errors"].as_array().unwrap().iter().all(|fault| fault["in"] == "query"));
    for limit in ["0", "-1", "ten", "99999999999"] {
        let answer = app.call("list_warehouses").query(&format!("limit={limit}")).send();
        assert_eq!(answer.problem("invalid"), ["/limit"], "{limit}");
    }
}
