//! One list of endpoints, from which both the routes and the OpenAPI document are made.

use std::any::type_name;
use std::collections::BTreeMap;

use actix_web::dev::Handler;
use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Responder, Route, Scope};
use futures_util::TryFutureExt;
use futures_util::future::MapErr;

use super::door::Deliberate;
use super::{Answers, Described, Operation, Schemas, resource};
use crate::problem::{Failure, Kind, Rejection};

/// A route and what the document says about it.
pub struct Endpoint {
    method: Method,
    path: &'static str,
    route: Route,
    describe: fn(&mut Operation, &mut Schemas),
    name: &'static str,
    summary: &'static str,
}

macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident = $method:ident;)+) => {
        $(
            $(#[$doc])*
            pub fn $name<F, A, S, E>(path: &'static str, handler: F, summary: &'static str) -> Self
            where
                F: Handler<A, Output = Result<S, E>>,
                A: FromRequest + Described + 'static,
                S: Responder + Answers + 'static,
                E: Failure + 'static,
            {
                Self::new(Method::$method, path, handler, summary)
            }
        )+
    };
}

impl Endpoint {
    methods! {
        /// `GET path`; also answers `HEAD`.
        get = GET;
        /// `POST path`.
        post = POST;
        /// `PUT path`.
        put = PUT;
        /// `PATCH path`.
        patch = PATCH;
        /// `DELETE path`.
        delete = DELETE;
    }

    fn new<F, A, S, E>(method: Method, path: &'static str, handler: F, summary: &'static str) -> Self
    where
        F: Handler<A, Output = Result<S, E>>,
        A: FromRequest + Described + 'static,
        S: Responder + Answers + 'static,
        E: Failure + 'static,
    {
        Self {
            route: resource::route(&method).to(Rejecting(handler)),
            method,
            path,
            describe: |operation, schemas| {
                A::describe(operation, schemas);
                S::describe(operation);
                E::describe(operation);
                // The database, or a bug.
                operation.problem(Kind::INTERNAL);
                operation.problem(Kind::UNAVAILABLE);
            },
            name: type_name::<F>(),
            summary,
        }
    }

    /// The path, as actix and OpenAPI both write it.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The method in lower case, as OpenAPI writes it.
    pub fn method(&self) -> String {
        self.method.as_str().to_lowercase()
    }

    /// What the operation takes and answers, with the name of the handler as its id and the folder of the handler's file
    /// as its tag.
    pub(crate) fn operation(&self, schemas: &mut Schemas) -> Operation {
        let mut operation = Operation::default();
        (self.describe)(&mut operation, schemas);
        operation.problem(Kind::MISDIRECTED_REQUEST);
        if !self.method.is_safe() {
            operation.problem(Kind::FORBIDDEN);
        }
        if self.method == Method::POST {
            operation.problem(Kind::UNSUPPORTED_MEDIA_TYPE);
            operation.deliberate();
        }
        let mut steps = self.name.rsplit("::");
        operation.id = steps.next().unwrap_or_default().to_owned();
        // The function, its file, its folder.
        operation.tag = steps.nth(1).unwrap_or_default().to_owned();
        operation.summary = self.summary;
        operation
    }
}

/// Mounts `endpoints`: one scope for each collection, so that an address is compared with the few patterns of its
/// collection only; in it one resource for each path, which answers other methods with 405.
pub(crate) fn mount(endpoints: Vec<Endpoint>, config: &mut ServiceConfig) {
    let mut scopes = BTreeMap::<&str, BTreeMap<&str, Vec<Endpoint>>>::new();
    for endpoint in endpoints {
        let (collection, rest) = split(endpoint.path);
        scopes.entry(collection).or_default().entry(rest).or_default().push(endpoint);
    }
    for (collection, resources) in scopes {
        let resources = resources.into_iter().map(|(rest, endpoints)| {
            resource::resource(rest, endpoints.into_iter().map(|endpoint| (endpoint.method, endpoint.route)))
        });
        config.service(resources.fold(web::scope(collection), Scope::service));
    }
}

/// `/v1/products/{id}` is `/{id}` in `/v1/products`.
fn split(path: &'static str) -> (&'static str, &'static str) {
    let end = path.match_indices('/').nth(2).map_or(path.len(), |(at, _)| at);
    path.split_at(end)
}

/// A handler that is called deliberately, and whose errors have become [`Rejection`]s.
#[derive(Clone)]
struct Rejecting<F>(F);

impl<F, A, S, E> Handler<(Deliberate, A)> for Rejecting<F>
where
    F: Handler<A, Output = Result<S, E>>,
    E: Failure + 'static,
    S: 'static,
{
    type Output = Result<S, Rejection>;
    type Future = MapErr<F::Future, fn(E) -> Rejection>;

    fn call(&self, (Deliberate, args): (Deliberate, A)) -> Self::Future {
        self.0.call(args).map_err(E::reject)
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_collection_is_the_first_two_steps() {
        assert_eq!(split("/v1/products/{id}"), ("/v1/products", "/{id}"));
        assert_eq!(split("/v1/products"), ("/v1/products", ""));
    }
}
