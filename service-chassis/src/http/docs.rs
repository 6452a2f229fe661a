//! `/openapi.json`, and Swagger UI under `/docs/`, whose files are part of the binary: nothing is loaded from elsewhere.

use std::sync::{Arc, LazyLock};

use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::web::{Bytes, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use utoipa_swagger_ui::{Config, serve};

use super::page;
use crate::problem::{Kind, Rejection};

static UI: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json").try_it_out_enabled(true)));

/// Mounts the document and its reader.
pub(crate) fn docs(document: Bytes) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        let openapi = move || {
            let document = document.clone();
            async move { HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).body(document) }
        };
        // Relative links inside the page need the slash.
        let moved = || async { HttpResponse::PermanentRedirect().insert_header((LOCATION, "/docs/")).finish() };
        config
            .service(page("/openapi.json", openapi))
            .service(page("/docs", moved))
            .service(page("/docs/{file:.*}", file));
    }
}

async fn file(request: HttpRequest) -> Result<HttpResponse, Rejection> {
    let file = request.match_info().query("file");
    match serve(file, Arc::clone(&UI)) {
        Ok(Some(file)) => {
            Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, file.content_type)).body(file.bytes.into_owned()))
        }
        Ok(None) => Err(Rejection::new(Kind::NOT_FOUND)),
        Err(error) => Err(Rejection::internal(error)),
    }
}
