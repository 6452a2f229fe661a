//! `/openapi.json`, `/asyncapi.json`, and Swagger UI under `/docs/`, whose files are part of the binary: nothing is loaded from elsewhere.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use actix_web::body::{MessageBody, SizedStream};
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::web::{Bytes, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Resource};
use futures_util::stream;
use utoipa_swagger_ui::{Config, serve};

use super::page;
use crate::problem::{Kind, Rejection};

static UI: LazyLock<Arc<Config<'static>>> =
    LazyLock::new(|| Arc::new(Config::from("/openapi.json").try_it_out_enabled(true)));

/// A file and its media type.
type File = (String, Bytes);

/// The files that were asked for: each answer would have a copy of its own, and they are large.
static FILES: Mutex<BTreeMap<String, File>> = Mutex::new(BTreeMap::new());

/// How much of an answer is given to the connection at once, in bytes. It copies what it is given, also for a client that
/// does not read.
const SLICE: usize = 16 << 10;

/// Mounts the documents and the reader of the first one.
pub(crate) fn docs(openapi: Bytes, asyncapi: Option<Bytes>) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        // Relative links inside the page need the slash.
        let moved = || async { HttpResponse::PermanentRedirect().insert_header((LOCATION, "/docs/")).finish() };
        config
            .service(document("/openapi.json", openapi))
            .service(page("/docs", moved))
            .service(page("/docs/{file:.*}", file));
        if let Some(asyncapi) = asyncapi {
            config.service(document("/asyncapi.json", asyncapi));
        }
    }
}

fn document(path: &str, document: Bytes) -> Resource {
    page(path, move || {
        let document = document.clone();
        async move { HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).body(sliced(document)) }
    })
}

async fn file(request: HttpRequest) -> Result<HttpResponse, Rejection> {
    let file = request.match_info().query("file");
    let (media_type, bytes) = find(file)?.ok_or_else(|| Rejection::new(Kind::NOT_FOUND))?;
    Ok(HttpResponse::Ok().insert_header((CONTENT_TYPE, media_type)).body(sliced(bytes)))
}

fn find(name: &str) -> Result<Option<File>, Rejection> {
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = files.get(name) {
        return Ok(Some(file.clone()));
    }
    let served = serve(name, Arc::clone(&UI)).map_err(Rejection::internal)?;
    let file = served.map(|file| (file.content_type, Bytes::from(file.bytes.into_owned())));
    files.extend(file.clone().map(|file| (name.to_owned(), file)));
    Ok(file)
}

/// A body that shares its bytes with others like it.
fn sliced(bytes: Bytes) -> impl MessageBody {
    let length = bytes.len();
    let slice = move |at: usize| Ok::<_, Infallible>(bytes.slice(at..length.min(at + SLICE)));
    SizedStream::new(length as u64, stream::iter((0..length).step_by(SLICE).map(slice)))
}

#[cfg(test)]
mod tests {
    use actix_web::body::{BodySize, to_bytes};
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn a_file_is_shared_and_given_out_in_slices() {
        let [first, second] = [(); 2].map(|()| find("swagger-ui-bundle.js").unwrap().unwrap().1);
        assert_eq!(first.as_ptr(), second.as_ptr());
        assert!(first.len() > SLICE);
        let mut body = Box::pin(sliced(first.clone()));
        assert_eq!(body.size(), BodySize::Sized(first.len() as u64));
        let slice = std::future::poll_fn(|context| body.as_mut().poll_next(context)).now_or_never().unwrap();
        assert_eq!(slice.unwrap().ok().unwrap().len(), SLICE);
        assert_eq!(to_bytes(sliced(first.clone())).now_or_never().unwrap().ok().unwrap(), first);
    }
}
