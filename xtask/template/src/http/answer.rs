//! Answers to requests that were served.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, ETAG, HeaderValue, LOCATION};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;

use super::endpoint::{Answers, Operation};
use super::precondition::entity_tag;

/// What a client gets to see: a response of the contract.
pub trait View: Serialize {
    /// Its name in the contract, without the domain.
    const NAME: &'static str;
    /// Whether it has a version, and the answer therefore an `ETag`.
    const TAGGED: bool = false;

    /// The version, if it has one.
    fn version(&self) -> Option<i32> {
        None
    }
}

/// 200, with the view, and its `ETag` if it has a version.
#[derive(Debug)]
pub struct Json<T>(pub T);

/// 201, with the view, its address, and its `ETag` if it has a version.
#[derive(Debug)]
pub struct Created<T> {
    /// The address of what was created.
    pub location: String,
    /// What was created.
    pub view: T,
}

/// The outcome of a `PUT`: 201 when there was nothing before, else 200. Its address is the request's.
#[derive(Debug)]
pub enum Put<T> {
    /// There was nothing before.
    Created(T),
    /// It was there before.
    Kept(T),
}

impl<T: View> Responder for Put<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match self {
            Self::Created(view) => respond(StatusCode::CREATED, &view, None),
            Self::Kept(view) => respond(StatusCode::OK, &view, None),
        }
    }
}

impl<T: View> Responder for Json<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        respond(StatusCode::OK, &self.0, None)
    }
}

impl<T: View> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        respond(StatusCode::CREATED, &self.view, Some(&self.location))
    }
}

/// An answer with a view, its entity tag, and the address it can be read at.
pub fn respond<T: View>(status: StatusCode, view: &T, location: Option<&str>) -> HttpResponse {
    let body = match serde_json::to_vec(view) {
        Ok(body) => body,
        Err(error) => return HttpResponse::from_error(super::Rejection::internal(error)),
    };
    let mut response = HttpResponse::build(status);
    response.insert_header((CONTENT_TYPE, HeaderValue::from_static("application/json")));
    if let Some(tag) = view.version().and_then(entity_tag) {
        response.insert_header((ETAG, tag));
    }
    if let Some(location) = location {
        response.insert_header((LOCATION, location));
    }
    response.body(body)
}

impl<T: View> Answers for Json<T> {
    fn describe(operation: &mut Operation) {
        operation.answer(200, "Done.", T::NAME, headers(T::TAGGED, false));
    }
}

impl<T: View> Answers for Created<T> {
    fn describe(operation: &mut Operation) {
        operation.answer(201, "Created.", T::NAME, headers(T::TAGGED, true));
    }
}

impl<T: View> Answers for Put<T> {
    fn describe(operation: &mut Operation) {
        operation.answer(200, "It was there before.", T::NAME, headers(T::TAGGED, false));
        operation.answer(201, "Created.", T::NAME, headers(T::TAGGED, false));
    }
}

/// The headers of an answer, for the document.
pub const fn headers(tagged: bool, located: bool) -> &'static [(&'static str, &'static str)] {
    const TAG: (&str, &str) = ("ETag", "The version, in quotes: what to send as If-Match.");
    const ADDRESS: (&str, &str) = ("Location", "Where it can be read.");
    match (tagged, located) {
        (true, true) => &[TAG, ADDRESS],
        (true, false) => &[TAG],
        (false, true) => &[ADDRESS],
        (false, false) => &[],
    }
}

/// Says which types are views.
macro_rules! views {
    ($($domain:ident { $($name:ident),+ $(,)? $(; tagged $($tagged:ident),+)? })+) => {
        $(
            $(impl $crate::http::View for shared_models::$domain::$name {
                const NAME: &'static str = stringify!($name);
            })+
            $($(impl $crate::http::View for shared_models::$domain::$tagged {
                const NAME: &'static str = stringify!($tagged);
                const TAGGED: bool = true;

                fn version(&self) -> Option<i32> {
                    Some(self.version)
                }
            })+)?
        )+
    };
}
pub(crate) use views;
