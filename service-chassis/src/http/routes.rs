//! What is answered where.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{self, Bytes, ServiceConfig};

use super::{Endpoint, docs, health, mount, page};
use crate::problem::{Kind, Rejection};

/// The documents of a service, as they are sent.
#[derive(Clone)]
pub(crate) struct Documents {
    pub(crate) openapi: Bytes,
    /// Of a service with events.
    pub(crate) asyncapi: Option<Bytes>,
    pub(crate) well_known: Bytes,
}

/// Mounts the endpoints, and what every service answers.
pub(crate) fn routes(endpoints: Vec<Endpoint>, documents: Documents) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        let well_known = documents.well_known;
        let accord = move || {
            let body = well_known.clone();
            async move { HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).body(body) }
        };
        mount(endpoints, config);
        config
            .configure(docs(documents.openapi, documents.asyncapi))
            .service(page("/health/live", health::live))
            .service(page("/health/ready", health::ready))
            .service(page("/.well-known/accord", accord))
            .default_service(web::to(|| async { Err::<&str, _>(Rejection::new(Kind::NOT_FOUND)) }));
    }
}
