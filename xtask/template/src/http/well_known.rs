//! `GET /.well-known/accord`: which release this is, and which part of the contract it speaks.

use actix_web::HttpResponse;
use serde_json::{Value, json};

use crate::contract::{CONSUMES, PROVIDES, PUBLISHES, SUBSCRIBES};

/// The handler.
pub async fn well_known() -> HttpResponse {
    HttpResponse::Ok().json(accord())
}

fn accord() -> Value {
    json!({
        "service": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "models": { "package": "shared-models", "version": shared_models::VERSION },
        "provides": PROVIDES,
        "consumes": CONSUMES,
        "publishes": PUBLISHES,
        "subscribes": SUBSCRIBES,
    })
}
