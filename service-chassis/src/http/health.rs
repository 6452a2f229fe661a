//! Whether the process lives, and whether it should get requests.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::rt::time::timeout;
use actix_web::web::Data;
use serde_json::json;

use crate::Chassis;

/// How long the database may take to answer: shorter than what a load balancer waits.
const TIMEOUT: Duration = Duration::from_millis(500);

/// `GET /health/live`: 200 as long as the process can answer at all.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "status": "up" }))
}

/// `GET /health/ready`: 200 when requests can be served, 503 while the database is away and during shutdown.
pub async fn ready(chassis: Data<Chassis>) -> HttpResponse {
    if !chassis.is_open() {
        return HttpResponse::ServiceUnavailable().json(json!({ "status": "stopping" }));
    }
    match timeout(TIMEOUT, chassis.database.ping()).await {
        Ok(Ok(())) => HttpResponse::Ok().json(json!({ "status": "ready" })),
        Ok(Err(_)) | Err(_) => HttpResponse::ServiceUnavailable().json(json!({ "status": "database unavailable" })),
    }
}
