//! Answers to requests that were served.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, ETAG, HeaderValue, LOCATION};
use actix_web::{HttpRequest, HttpResponse, Responder};
use schemars::JsonSchema;
use serde::Serialize;

use super::precondition::entity_tag;
use super::{Answers, Operation};
use crate::problem::{Kind, Rejection};

/// What a client gets to see: a response of the contract, or one [with a version](Versioned).
pub trait View {
    /// What is written.
    type Body: Serialize + JsonSchema;
    /// Whether it has a version, and the answer therefore an `ETag`.
    const VERSIONED: bool;

    /// What is written.
    fn body(&self) -> &Self::Body;

    /// The version, if it has one.
    fn version(&self) -> Option<i32>;
}

/// Every response of the contract is a view.
impl<T: Serialize + JsonSchema> View for T {
    type Body = T;
    const VERSIONED: bool = false;

    #[inline]
    fn body(&self) -> &T {
        self
    }

    #[inline]
    fn version(&self) -> Option<i32> {
        None
    }
}

/// A view with the version that `If-Match` names: its answers carry an `ETag`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The version.
    pub version: i32,
    /// What the client gets to see.
    pub view: T,
}

impl<T: Serialize + JsonSchema> View for Versioned<T> {
    type Body = T;
    const VERSIONED: bool = true;

    #[inline]
    fn body(&self) -> &T {
        &self.view
    }

    #[inline]
    fn version(&self) -> Option<i32> {
        Some(self.version)
    }
}

/// 200, with the view.
#[derive(Debug)]
pub struct Json<V>(pub V);

/// 200 with the view, or 404 when there is none.
#[derive(Debug)]
pub struct Found<V>(pub Option<V>);

/// 201, with the view and its address.
#[derive(Debug)]
pub struct Created<V> {
    /// The address of what was created.
    pub location: String,
    /// What was created.
    pub view: V,
}

/// The outcome of a `PUT`: 201 when there was nothing before, else 200. Its address is the request's.
#[derive(Debug)]
pub enum Put<V> {
    /// There was nothing before.
    Created(V),
    /// It was there before.
    Kept(V),
}

impl<V: View> Responder for Json<V> {
    type Body = BoxBody;

    #[inline]
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        respond(StatusCode::OK, &self.0, None)
    }
}

impl<V: View> Responder for Found<V> {
    type Body = BoxBody;

    #[inline]
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match self.0 {
            Some(view) => respond(StatusCode::OK, &view, None),
            None => HttpResponse::from_error(Rejection::new(Kind::NOT_FOUND)),
        }
    }
}

impl<V: View> Responder for Created<V> {
    type Body = BoxBody;

    #[inline]
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        respond(StatusCode::CREATED, &self.view, Some(&self.location))
    }
}

impl<V: View> Responder for Put<V> {
    type Body = BoxBody;

    #[inline]
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match self {
            Self::Created(view) => respond(StatusCode::CREATED, &view, None),
            Self::Kept(view) => respond(StatusCode::OK, &view, None),
        }
    }
}

/// An answer with a view, its entity tag, and the address it can be read at: for an answer type of a service.
pub fn respond<V: View>(status: StatusCode, view: &V, location: Option<&str>) -> HttpResponse {
    let body = match serde_json::to_vec(view.body()) {
        Ok(body) => body,
        Err(error) => return HttpResponse::from_error(Rejection::internal(error)),
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

impl<V: View> Answers for Json<V> {
    fn describe(operation: &mut Operation) {
        operation.answer::<V>(200, "Done.", false);
    }
}

impl<V: View> Answers for Found<V> {
    fn describe(operation: &mut Operation) {
        operation.answer::<V>(200, "Done.", false);
        operation.problem(Kind::NOT_FOUND);
    }
}

impl<V: View> Answers for Created<V> {
    fn describe(operation: &mut Operation) {
        operation.answer::<V>(201, "Created.", true);
    }
}

impl<V: View> Answers for Put<V> {
    fn describe(operation: &mut Operation) {
        operation.answer::<V>(200, "It was there before.", false);
        operation.answer::<V>(201, "Created.", false);
    }
}
