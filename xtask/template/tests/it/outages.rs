//! The database goes away and comes back: the service says so, and recovers by itself.

use std::time::{Duration, Instant};

use actix_web::http::StatusCode;
use serde_json::{Value, json};
use shared_models::kernel::ProblemKind;

use crate::support::{Proxy, TestApp, TestDatabase};

/// Asks until it is ready; the pool reconnects in its own time.
async fn is_ready_again(app: &TestApp) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while app.get("/health/ready").send().await.status != StatusCode::OK {
        assert!(Instant::now() < deadline, "it did not recover");
    }
}

#[actix_web::test]
async fn without_its_database_it_answers_503_and_recovers() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = TestDatabase::migrated();
    let url = database.url_through(proxy.port());
    let app = TestApp::start_with(database, &url).await;
    let warehouse = app.with_warehouse("BER-1").await;
    let request = json!({ "code": "LYS-1", "name": "Lyon", "country": "FR" });

    proxy.cut();
    for _ in 0..3 {
        app.get(&format!("/v1/warehouses/{warehouse}")).send().await.refused(ProblemKind::Unavailable);
    }
    app.post("/v1/warehouses").json(&request).send().await.refused(ProblemKind::Unavailable);
    assert_eq!(app.get("/health/ready").send().await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.get("/health/live").send().await.status, StatusCode::OK);

    proxy.mend();
    is_ready_again(&app).await;
    app.post("/v1/warehouses").json(&request).send().await.view::<Value>(201);
    assert_eq!(app.database.count("warehouses"), 2);
}

#[actix_web::test]
async fn a_database_that_hangs_is_a_503_too() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = TestDatabase::migrated();
    let url = database.url_through(proxy.port());
    let app = TestApp::start_with(database, &url).await;
    let warehouse = app.with_warehouse("BER-1").await;
    proxy.stall(true);
    assert_eq!(app.get("/health/ready").send().await.status, StatusCode::SERVICE_UNAVAILABLE);
    app.get(&format!("/v1/warehouses/{warehouse}")).send().await.refused(ProblemKind::Unavailable);
    proxy.stall(false);
    is_ready_again(&app).await;
    app.get(&format!("/v1/warehouses/{warehouse}")).send().await.view::<Value>(200);
}

#[actix_web::test]
async fn a_restart_of_the_database_costs_no_more_than_one_answer() {
    let app = TestApp::start().await;
    let warehouse = app.with_warehouse("BER-1").await;
    let path = format!("/v1/warehouses/{warehouse}");
    // Opens several connections.
    let answers = futures_util::future::join_all((0..32).map(|_| app.get(&path).send())).await;
    assert!(answers.iter().all(|answer| answer.status == StatusCode::OK));
    let open = app.database.names(
        "SELECT CAST(id AS CHAR) AS name FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
    );
    assert!(open.len() > 1, "{} connections", open.len());
    for id in open {
        // A connection may have been closed since.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| app.database.execute(&format!("KILL {id}"))));
    }
    // The first one meets a dead connection; after that every other is looked at before it is used.
    let mut refused = 0;
    for _ in 0..32 {
        let answer = app.get(&path).send().await;
        if answer.status != StatusCode::OK {
            answer.refused(ProblemKind::Unavailable);
            refused += 1;
        }
    }
    assert!(refused <= 1, "{refused} answers were refused");
}

#[actix_web::test]
async fn a_database_that_fails_is_an_internal_error_without_its_words() {
    let app = TestApp::start().await;
    app.database.execute("DROP TABLE warehouses");
    app.get("/v1/warehouses").send().await.refused(ProblemKind::Internal);
    let request = json!({ "code": "BER-1", "name": "Berlin", "country": "DE" });
    app.post("/v1/warehouses").json(&request).send().await.refused(ProblemKind::Internal);
}
