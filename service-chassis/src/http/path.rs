//! The id in an address.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde_json::json;

use super::{Accepts, Operation, Schemas};
use crate::problem::{Kind, Rejection};

/// `{id}` of the path, such as `PathId<OrderId>`. Text that is no id names nothing, so it is not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathId<I>(pub I);

impl<I: FromStr + 'static> FromRequest for PathId<I> {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(path_id(request, "id").map(Self))
    }
}

impl<I> Accepts for PathId<I> {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.path_id("id");
    }
}

/// The id that stands in the path as `{name}`: for an extractor of several ids.
///
/// # Errors
/// `not-found` when it is no id.
pub fn path_id<I: FromStr>(request: &HttpRequest, name: &str) -> Result<I, Rejection> {
    let id = request.match_info().get(name).and_then(|text| text.parse().ok());
    id.ok_or_else(|| Rejection::new(Kind::NOT_FOUND))
}

impl Operation {
    /// Adds an id in the path, and that it may name nothing.
    pub fn path_id(&mut self, name: &str) {
        self.parameter("path", name, true, json!({ "type": "string", "format": "uuid" }));
        self.problem(Kind::NOT_FOUND);
    }
}
