//! Every address the service answers.

use actix_web::web::{self, ServiceConfig};
use serde_json::Value;
use shared_models::kernel::ProblemKind;

use crate::api::endpoints;
use crate::http::{self, Rejection};

/// What the service is, for its OpenAPI document.
const DESCRIPTION: &str = "The storefront: users and roles, the catalog, customers and prescriptions, designs and orders. \
Every error is a problem document (RFC 9457) that names all faults of the request at once, each with a JSON pointer. \
Lists are read page by page: send `next_cursor` as `cursor`. Ids are UUIDs, amounts are minor units of their currency, \
times are UTC.";

/// The OpenAPI document.
pub fn document() -> Value {
    http::document("Storefront", DESCRIPTION, &endpoints())
}

/// Mounts everything.
pub fn configure(config: &mut ServiceConfig) {
    http::mount(endpoints(), config);
    http::docs(document_text)(config);
    config
        .service(http::page("/health/live", http::live))
        .service(http::page("/health/ready", http::ready))
        .service(http::page("/.well-known/accord", http::well_known))
        .default_service(web::to(|| async { Err::<&str, _>(Rejection::new(ProblemKind::NotFound)) }));
}

fn document_text() -> String {
    document().to_string()
}
