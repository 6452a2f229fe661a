//! What no endpoint of a good service does: panic.

use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::{App, test as actix, web};
use serde_json::Value;
use service_chassis::problem::Rejection;
use service_chassis::{Chassis, http};

use crate::support::app;

#[actix_web::test]
async fn a_panic_is_an_internal_error_and_nothing_more() {
    async fn panics() -> &'static str {
        panic!("a secret that was in memory")
    }
    async fn panics_in_the_database(chassis: web::Data<Chassis>) -> Result<&'static str, Rejection> {
        chassis.database.run::<()>(|_| panic!("a secret that was in memory")).await?;
        Ok("")
    }
    let app = app();
    let service = actix::init_service(
        App::new()
            .app_data(web::Data::new(app.chassis().clone()))
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
        assert_eq!(problem["type"], "urn:problem-type:post-office:internal");
        assert!(!problem.to_string().contains("secret"));
    }
    // The pool has lost no connection to it.
    for _ in 0..20 {
        assert_eq!(app.get("/health/ready").status(), 200);
    }
}
