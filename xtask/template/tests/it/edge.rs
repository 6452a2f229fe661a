//! What every service answers: whether it lives, what it is, how to talk to it; and what nobody should meet.

use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::{App, test, web};
use futures_util::future::join;
use serde_json::{Value, json};
use {{crate_name}}::state::State;
use {{crate_name}}::{contract, http, routes};
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id};

#[actix_web::test]
async fn it_lives_and_is_ready_until_it_stops() {
    let app = TestApp::start().await;
    assert_eq!(app.get("/health/live").send().await.view::<Value>(200), json!({ "status": "up" }));
    assert_eq!(app.get("/health/ready").send().await.view::<Value>(200), json!({ "status": "ready" }));
    app.state.close();
    assert_eq!(app.get("/health/ready").send().await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.get("/health/live").send().await.status, StatusCode::OK);
}

#[actix_web::test]
async fn it_tells_what_it_speaks() {
    let app = TestApp::start().await;
    let accord: Value = app.get("/.well-known/accord").send().await.view(200);
    assert_eq!(accord["service"], "{{project-name}}");
    assert_eq!(accord["models"], json!({ "package": "shared-models", "version": shared_models::VERSION }));
    assert_eq!(accord["provides"], json!(contract::PROVIDES));
    assert_eq!(accord["consumes"], json!(contract::CONSUMES));
}

#[actix_web::test]
async fn the_docs_need_no_network() {
    let app = TestApp::start().await;
    assert_eq!(app.get("/openapi.json").send().await.view::<Value>(200), routes::openapi());
    let moved = app.get("/docs").send().await;
    assert_eq!((moved.status, moved.header("location")), (StatusCode::PERMANENT_REDIRECT, "/docs/"));
    let page = app.get("/docs/").send().await;
    assert_eq!(page.status, StatusCode::OK);
    let page = page.body.as_str().unwrap().to_owned();
    let files = page.split(['"', '\'']).filter(|text| text.ends_with(".js") || text.ends_with(".css"));
    let mut count = 0;
    for file in files {
        assert!(!file.contains("//"), "{file} is elsewhere");
        let file = app.get(&format!("/docs/{}", file.trim_start_matches("./"))).send().await;
        assert_eq!(file.status, StatusCode::OK);
        count += 1;
    }
    assert!(count >= 3, "{page}");
    app.get("/docs/nothing.js").send().await.refused(ProblemKind::NotFound);
}

#[actix_web::test]
async fn a_request_has_an_id_and_may_bring_its_own() {
    let app = TestApp::start().await;
    let mine = fresh_id().to_string();
    let answer = app.get("/v1/nothing").header("x-request-id", &mine).send().await;
    assert_eq!(answer.header("x-request-id"), mine);
    assert_eq!(answer.refused(ProblemKind::NotFound)["instance"], format!("urn:uuid:{mine}"));
    let answer = app.get("/health/live").header("x-request-id", "not an id").send().await;
    assert_ne!(answer.header("x-request-id"), "not an id");
}

#[actix_web::test]
async fn a_panic_is_an_internal_error_and_nothing_more() {
    async fn panics() -> &'static str {
        panic!("a secret that was in memory")
    }
    async fn panics_in_the_database(state: web::Data<State>) -> Result<&'static str, http::Rejection> {
        state.database.run::<()>(|_| panic!("a secret that was in memory")).await?;
        Ok("")
    }
    let app = TestApp::start().await;
    let service = test::init_service(
        App::new()
            .app_data(web::Data::new(app.state.clone()))
            .wrap(from_fn(http::edge))
            .route("/panics", web::get().to(panics))
            .route("/database", web::get().to(panics_in_the_database)),
    )
    .await;
    for path in ["/panics", "/database"] {
        let request = test::TestRequest::get().uri(path).to_request();
        let response = match test::try_call_service(&service, request).await {
            Ok(response) => response.into_parts().1.map_into_boxed_body(),
            Err(error) => error.error_response(),
        };
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = actix_web::body::to_bytes(response.into_body()).await.unwrap();
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem["type"], ProblemKind::Internal.type_uri());
        assert!(!problem.to_string().contains("secret"));
    }
    // The pool has lost no connection to it.
    for _ in 0..20 {
        assert_eq!(app.get("/health/ready").send().await.status, StatusCode::OK);
    }
}

/// Statements of this database that wait for a lock.
const WAITING: &str = "SELECT COUNT(*) AS n FROM information_schema.processlist \
    WHERE db = DATABASE() AND command = 'Execute' AND info LIKE 'INSERT%' AND id <> CONNECTION_ID()";

#[actix_web::test]
async fn stopping_finishes_what_is_in_flight() {
    let app = TestApp::start().await;
    // Holds the code that the request wants, so the request cannot finish before the stop has begun.
    let mut blocker = app.database.open();
    let (held, release) = (std::sync::mpsc::channel(), std::sync::mpsc::channel());
    let blocking = std::thread::spawn(move || {
        let _ = blocker.transaction::<(), ()>(|transaction| {
            use diesel::connection::SimpleConnection;
            let row = "INSERT INTO warehouses VALUES (x'01', 'BER-1', 'Berlin', 'DE', NOW(6))";
            transaction.batch_execute(row).unwrap();
            held.0.send(()).unwrap();
            release.1.recv().unwrap();
            Ok(Err(()))
        });
    });
    held.1.recv().unwrap();
    let in_flight = async {
        let request = json!({ "code": "BER-1", "name": "Berlin Spandau", "country": "DE" });
        app.post("/v1/warehouses").json(&request).send().await.status
    };
    let stopping = async {
        // The request's statement waits for the row: only then is it in flight for certain.
        while app.database.number(WAITING) == 0 {
            actix_web::rt::task::yield_now().await;
        }
        join(app.stop(), async { release.0.send(()).unwrap() }).await;
    };
    let (status, ()) = join(in_flight, stopping).await;
    assert_eq!(status, StatusCode::CREATED);
    blocking.join().unwrap();
}
