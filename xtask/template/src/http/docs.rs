//! `/openapi.json`, and Swagger UI under `/docs/`, whose files are part of the binary: nothing is loaded from elsewhere.

use std::sync::{Arc, LazyLock};

use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse};
use shared_models::kernel::ProblemKind;
use utoipa_swagger_ui::{Config, serve};

use super::Rejection;

static UI: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json").try_it_out_enabled(true)));

/// Mounts the document and its reader. `document` is written once, when it is first asked for.
pub fn docs(document: fn() -> String) -> impl Fn(&mut ServiceConfig) {
    move |config| {
        config
            .service(super::page("/openapi.json", move || async move { openapi(document) }))
            // Relative links inside the page need the slash.
            .service(super::page("/docs", || async {
                HttpResponse::PermanentRedirect().insert_header((LOCATION, "/docs/")).finish()
            }))
            .service(super::page("/docs/{file:.*}", page));
    }
}

fn openapi(document: fn() -> String) -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).body(document())
}

async fn page(request: HttpRequest) -> Result<HttpResponse, Rejection> {
    let file = request.match_info().query("file");
    match serve(file, Arc::clone(&UI)) {
        Ok(Some(file)) => {
            Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, file.content_type)).body(file.bytes.into_owned()))
        }
        Ok(None) => Err(Rejection::new(ProblemKind::NotFound)),
        Err(error) => Err(Rejection::internal(error)),
    }
}
