//! `GET /v1/warehouses`

use serde_json::json;
use shared_models::inventory::WarehousePage;
use shared_models::kernel::ProblemKind;

use crate::support::TestApp;

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
async fn every_fault_of_a_query_is_reported() {
    let app = TestApp::start().await;
    let answer = app.get("/v1/warehouses?limit=10000&cursor=garbage").send().await;
    let body = answer.refused(ProblemKind::Invalid);
    let faults: Vec<_> =
        body["errors"].as_array().unwrap().iter().map(|fault| (&fault["in"], &fault["pointer"])).collect();
    assert_eq!(faults, [(&json!("query"), &json!("/cursor")), (&json!("query"), &json!("/limit"))]);
    for limit in ["0", "-1", "ten", "99999999999"] {
        let answer = app.get(&format!("/v1/warehouses?limit={limit}")).send().await;
        assert_eq!(answer.faults(ProblemKind::Invalid), ["/limit"], "{limit}");
    }
}
