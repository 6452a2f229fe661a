//! The id in an address.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde_json::json;
use shared_models::kernel::{Id, ProblemKind};

use super::endpoint::{Accepts, Operation};
use super::{Rejection, Schemas};

/// `{id}` of the path. Text that is no UUID names nothing, so it is not found.
pub struct PathId<T>(pub Id<T>);

impl<T: 'static> FromRequest for PathId<T> {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or_else(|| Rejection::new(ProblemKind::NotFound)))
    }
}

impl<T> Accepts for PathId<T> {
    fn describe(operation: &mut Operation, _: &mut Schemas) {
        operation.parameter("path", "id", true, json!({ "type": "string", "format": "uuid" }));
        operation.problems(&[ProblemKind::NotFound]);
    }
}
