//! The outermost layer: gives each request its id and its body a deadline, refuses foreign ones, turns a panic into a 500 and
//! every error into a problem document, and logs each failure once.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::http::{ConnectionType, Method};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError, web};
use futures_util::FutureExt;

use super::arrival::Arrival;
use super::{Connection, RequestId, door};
use crate::Chassis;
use crate::config::HttpConfig;
use crate::problem::{Kind, Rejection};

/// The middleware, for `actix_web::middleware::from_fn`.
///
/// # Errors
/// Only with a finished answer: what remains when a handler panicked and took the request with it.
pub async fn edge(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(chassis) = request.app_data::<web::Data<Chassis>>().cloned() else {
        return Err(Rejection::internal("no chassis").into());
    };
    let given = RequestId::of_header(request.headers().get(RequestId::HEADER));
    let id = given.unwrap_or_else(|| RequestId(chassis.next_uuid()));
    request.extensions_mut().insert(id);
    let config = request.app_data::<web::Data<HttpConfig>>().cloned();
    let allowed = config.as_ref().map_or(Ok(()), |config| door::check(request.head(), &config.allowed_hosts));
    let arrival = config.and_then(|config| Arrival::of(&mut request, config.body_timeout));
    let crowded = request.conn_data::<Connection>().is_some_and(Connection::is_crowded);
    let complete = |mut answer: HttpResponse| {
        answer.headers_mut().insert(RequestId::HEADER, id.header());
        if crowded {
            answer.head_mut().set_connection_type(ConnectionType::Close);
        }
        match &arrival {
            Some(arrival) => answer.map_body(|_, body| arrival.keep(body)),
            None => answer,
        }
    };
    let line = Line { method: request.method().clone(), path: request.path().to_owned() };
    let render = |refused: &Refused<'_>| {
        let rejection = refused.rejection();
        report(rejection, id, &line);
        rejection.render(id, chassis.kinds())
    };

    let outcome = match allowed {
        Ok(()) => AssertUnwindSafe(next.call(request)).catch_unwind().await,
        Err(rejection) => Ok(Err(rejection.into())),
    };
    match outcome {
        Ok(Ok(response)) => {
            let refused = rejection_of(&response).map(|refused| render(&refused));
            let (request, answer) = response.into_parts();
            let answer = refused.unwrap_or_else(|| answer.map_into_boxed_body());
            Ok(ServiceResponse::new(request, complete(answer)))
        }
        Ok(Err(error)) => Err(finished(complete(render(&Refused::of(&error))))),
        Err(panic) => {
            let rejection = Rejection::internal(format_args!("a panic: {}", panic_message(&*panic)));
            Err(finished(complete(render(&Refused::Ours(&rejection)))))
        }
    }
}

/// What was asked, for the log: made before the request is gone.
struct Line {
    method: Method,
    path: String,
}

/// An error: one of ours, or one that actix made by itself.
enum Refused<'a> {
    Ours(&'a Rejection),
    Other(Rejection),
}

impl<'a> Refused<'a> {
    fn of(error: &'a Error) -> Self {
        error
            .as_error::<Rejection>()
            .map_or_else(|| Self::Other(Rejection::new(kind_of(error.as_response_error())).because(error)), Self::Ours)
    }

    const fn rejection(&self) -> &Rejection {
        match self {
            Self::Ours(rejection) => rejection,
            Self::Other(rejection) => rejection,
        }
    }
}

fn rejection_of<B>(response: &ServiceResponse<B>) -> Option<Refused<'_>> {
    response.response().error().map(Refused::of)
}

/// The kind that fits the status of an error actix made: it may only come from reading a request.
fn kind_of(error: &dyn ResponseError) -> Kind {
    Kind::of_status(error.status_code().as_u16())
}

/// Logs a failure of the service as an error, and what a client did wrong as a detail.
fn report(rejection: &Rejection, RequestId(id): RequestId, Line { method, path }: &Line) {
    let (kind, cause) = (rejection.kind(), rejection.cause().unwrap_or_default());
    match kind {
        Kind::INTERNAL => tracing::error!(request = %id, %method, path, cause, "{}", kind.slug()),
        Kind::UNAVAILABLE => tracing::warn!(request = %id, %method, path, cause, "{}", kind.slug()),
        _ => tracing::debug!(request = %id, %method, path, cause, "{}", kind.slug()),
    }
}

/// An answer in the form of an error, for when there is no request left to answer.
fn finished(answer: HttpResponse) -> Error {
    debug_assert!(answer.headers().contains_key(CONTENT_TYPE));
    InternalError::from_response("refused", answer).into()
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}
