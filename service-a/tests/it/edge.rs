//! What every service answers: whether it lives, what it is, how to talk to it; and what nobody should meet.

use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::{App, test as actix, web};
use serde_json::{Value, json};
use service_chassis::testkit::fresh_id;
use service_a::state::State;
use service_a::{contract, http, routes};

use crate::support::{Shop, id};

#[test]
fn it_lives_and_is_ready_until_it_stops() {
    let app = Shop::start();
    assert_eq!(app.get("/health/live").expect(200), json!({ "status": "up" }));
    assert_eq!(app.get("/health/ready").expect(200), json!({ "status": "ready" }));
    app.state().close();
    assert_eq!(app.get("/health/ready").status(), 503);
    assert_eq!(app.get("/health/live").status(), 200);
}

#[test]
fn it_tells_what_it_speaks() {
    let app = Shop::start();
    let accord = app.get("/.well-known/accord").expect(200);
    assert_eq!(accord["service"], "service-a");
    assert_eq!(accord["models"], json!({ "package": "shared-models", "version": shared_models::VERSION }));
    assert_eq!(accord["provides"], json!(contract::PROVIDES));
    assert_eq!(accord["consumes"], json!(contract::CONSUMES));
    assert_eq!(accord["publishes"], json!(contract::PUBLISHES));
    assert_eq!(accord["subscribes"], json!(contract::SUBSCRIBES));
}

#[test]
fn the_docs_need_no_network() {
    let app = Shop::start();
    assert_eq!(app.get("/openapi.json").expect(200), routes::document());
    let moved = app.get("/docs");
    assert_eq!((moved.status(), moved.header("location")), (308, "/docs/"));
    let page = app.get("/docs/");
    assert_eq!((page.status(), page.content_type()), (200, "text/html"));
    let files = page.text().split(['"', '\'']).filter(|text| text.ends_with(".js") || text.ends_with(".css"));
    let files: Vec<_> = files.map(|file| file.trim_start_matches("./").to_owned()).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert!(!file.contains("//"), "{file} is elsewhere");
        assert_eq!(app.get(&format!("/docs/{file}")).status(), 200);
    }
    assert!(app.get("/docs/swagger-initializer.js").text().contains("/openapi.json"));
    app.get("/docs/nothing.js").problem(ProblemKind::NotFound);
}

#[test]
fn the_document_is_complete() {
    let document = routes::document();
    assert_eq!(document["openapi"], "3.1.0");
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(document["components"]["schemas"][name].is_object(), "{name}");
    }
}

#[test]
fn a_request_has_an_id_and_may_bring_its_own() {
    let app = Shop::start();
    let mine = fresh_id();
    let answer = app.call("get_brand").id("nobody").header("x-request-id", &mine).send();
    assert_eq!(answer.header("x-request-id"), mine);
    answer.problem(ProblemKind::NotFound);
    let answer = app.call("get_brand").id("nobody").header("x-request-id", "not an id").send();
    assert_ne!(answer.header("x-request-id"), "not an id");
}

#[test]
fn what_is_not_there_is_a_problem_too() {
    let app = Shop::start();
    app.get("/v1/nothing").problem(ProblemKind::NotFound);
    let answer = app.request("DELETE", "/v1/products");
    assert_eq!(answer.header("allow"), "POST, GET, HEAD");
    answer.problem(ProblemKind::MethodNotAllowed);
    for path in ["/health/live", "/health/ready", "/.well-known/accord", "/openapi.json", "/docs", "/docs/"] {
        let answer = app.request("POST", path);
        assert_eq!(answer.header("allow"), "GET, HEAD", "{path}");
        answer.problem(ProblemKind::MethodNotAllowed);
    }
}

#[test]
fn what_can_be_read_can_be_asked_for_without_its_body() {
    let app = Shop::start();
    let brand = app.brand("tejo");
    for path in ["/health/live", "/openapi.json", "/v1/brands", &format!("/v1/brands/{}", id(&brand))] {
        let (head, get) = (app.request("HEAD", path), app.get(path));
        assert_eq!((head.status(), head.text()), (200, ""), "{path}");
        assert_eq!(head.header("content-length"), get.text().len().to_string(), "{path}");
    }
    assert_eq!(app.request("HEAD", &format!("/v1/brands/{}", fresh_id())).status(), 404);
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
    let app = Shop::start();
    let service = actix::init_service(
        App::new()
            .app_data(web::Data::new(app.state().clone()))
            .wrap(from_fn(http::edge))
            .route("/panics", web::get().to(panics))
            .route("/database", web::get().to(panics_in_the_database)),
    )
    .await;
    for path in ["/panics", "/database"] {
        let request = actix::TestRequest::get().uri(path).to_request();
        let response = match actix::try_call_service(&service, request).await {
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
        assert_eq!(app.get("/health/ready").status(), 200);
    }
}
