//! What is answered where.

use std::sync::LazyLock;

use actix_web::web::{self, ServiceConfig};
use serde_json::Value;
use shared_models::kernel::ProblemKind;

use crate::api;
use crate::http::{self, Rejection};

static DOCUMENT: LazyLock<String> = LazyLock::new(|| openapi().to_string());

/// Mounts everything.
pub fn configure(config: &mut ServiceConfig) {
    http::mount(api::endpoints(), config);
    config
        .configure(http::docs(|| DOCUMENT.clone()))
        .service(http::page("/health/live", http::live))
        .service(http::page("/health/ready", http::ready))
        .service(http::page("/.well-known/accord", http::well_known))
        .default_service(web::to(|| async { Err::<&str, _>(Rejection::new(ProblemKind::NotFound)) }));
}

/// The OpenAPI document.
pub fn openapi() -> Value {
    http::document("{{project-name}}", env!("CARGO_PKG_DESCRIPTION"), &api::endpoints())
}
