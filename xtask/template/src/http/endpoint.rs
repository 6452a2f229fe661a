//! One list of endpoints, from which both the routes and the OpenAPI document are made.
//!
//! What an operation takes and answers is read off the types of its handler, so the document cannot say anything else
//! than what the code does.

use std::any::type_name;
use std::collections::BTreeMap;

use actix_web::dev::Handler;
use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Responder, Route};
use futures_util::TryFutureExt;
use futures_util::future::MapErr;
use serde_json::{Map, Value, json};
use shared_models::kernel::ProblemKind;

use super::{Failure, Rejection, Schemas, resource};

/// A route and what the document says about it.
pub struct Endpoint {
    method: Method,
    path: &'static str,
    route: Route,
    describe: fn(&mut Operation, &mut Schemas),
    name: &'static str,
    summary: &'static str,
}

/// An operation as the document describes it.
#[derive(Debug, Default)]
pub struct Operation {
    parameters: Vec<Value>,
    body: Option<Value>,
    answers: BTreeMap<u16, Value>,
    problems: Vec<ProblemKind>,
}

/// What a handler takes.
pub trait Accepts {
    /// Tells the document about it.
    fn describe(operation: &mut Operation, schemas: &mut Schemas);
}

/// What a handler answers when all is well.
pub trait Answers {
    /// Tells the document about it.
    fn describe(operation: &mut Operation);
}

/// All arguments of a handler.
pub trait Described {
    /// Tells the document about each.
    fn describe(operation: &mut Operation, schemas: &mut Schemas);
}

impl Endpoint {
    /// `GET path`.
    pub fn get<F, A, S, E>(path: &'static str, handler: F, summary: &'static str) -> Self
    where
        F: Handler<A, Output = Result<S, E>>,
        A: FromRequest + Described + 'static,
        S: Responder + Answers + 'static,
        E: Failure + 'static,
    {
        Self::new(Method::GET, path, handler, summary)
    }

    /// `POST path`.
    pub fn post<F, A, S, E>(path: &'static str, handler: F, summary: &'static str) -> Self
    where
        F: Handler<A, Output = Result<S, E>>,
        A: FromRequest + Described + 'static,
        S: Responder + Answers + 'static,
        E: Failure + 'static,
    {
        Self::new(Method::POST, path, handler, summary)
    }

    /// `PUT path`.
    pub fn put<F, A, S, E>(path: &'static str, handler: F, summary: &'static str) -> Self
    where
        F: Handler<A, Output = Result<S, E>>,
        A: FromRequest + Described + 'static,
        S: Responder + Answers + 'static,
        E: Failure + 'static,
    {
        Self::new(Method::PUT, path, handler, summary)
    }

    /// `DELETE path`.
    pub fn delete<F, A, S, E>(path: &'static str, handler: F, summary: &'static str) -> Self
    where
        F: Handler<A, Output = Result<S, E>>,
        A: FromRequest + Described + 'static,
        S: Responder + Answers + 'static,
        E: Failure + 'static,
    {
        Self::new(Method::DELETE, path, handler, summary)
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
                operation.problems(E::KINDS);
                // The database, or a bug.
                operation.problems(&[ProblemKind::Internal, ProblemKind::Unavailable]);
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

    /// The operation object. Its id is the name of the handler, its tag the module the handler's file is in.
    pub fn document(&self, schemas: &mut Schemas) -> Value {
        let mut operation = Operation::default();
        (self.describe)(&mut operation, schemas);
        let mut steps = self.name.rsplit("::");
        let id = steps.next().unwrap_or_default();
        // The function, its file, its folder.
        let tag = steps.nth(1).unwrap_or_default();
        operation.document(id, tag, self.summary)
    }
}

/// Mounts `endpoints`: one resource for each path, which answers other methods with 405.
pub fn mount(endpoints: Vec<Endpoint>, config: &mut ServiceConfig) {
    let mut resources = BTreeMap::<&str, Vec<Endpoint>>::new();
    for endpoint in endpoints {
        resources.entry(endpoint.path).or_default().push(endpoint);
    }
    for (path, endpoints) in resources {
        let routes = endpoints.into_iter().map(|endpoint| (endpoint.method, endpoint.route));
        config.service(resource::resource(path, routes));
    }
}

/// A handler whose errors have become [`Rejection`]s.
#[derive(Clone)]
struct Rejecting<F>(F);

impl<F, A, S, E> Handler<A> for Rejecting<F>
where
    F: Handler<A, Output = Result<S, E>>,
    E: Failure + 'static,
    S: 'static,
{
    type Output = Result<S, Rejection>;
    type Future = MapErr<F::Future, fn(E) -> Rejection>;

    fn call(&self, args: A) -> Self::Future {
        self.0.call(args).map_err(E::reject)
    }
}

impl Operation {
    /// Adds a parameter.
    pub fn parameter(&mut self, place: &str, name: &str, required: bool, mut schema: Value) {
        let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let mut parameter = json!({ "in": place, "name": name, "required": required, "schema": schema });
        if let Some(description) = description {
            parameter["description"] = description;
        }
        self.parameters.push(parameter);
    }

    /// Sets the body.
    pub fn request_body(&mut self, schema: Value) {
        self.body = Some(schema);
    }

    /// Adds an answer, with the headers it carries beside `x-request-id`.
    pub fn answer(&mut self, status: u16, description: &str, name: &str, headers: &[(&str, &str)]) {
        let headers: Map<String, Value> = headers
            .iter()
            .map(|(name, text)| ((*name).to_owned(), json!({ "description": text, "schema": { "type": "string" } })))
            .collect();
        let answer = json!({
            "description": description,
            "headers": headers,
            "content": { "application/json": { "schema": Schemas::emitted(name) } },
        });
        self.answers.insert(status, answer);
    }

    /// Adds kinds of problem.
    pub fn problems(&mut self, kinds: &[ProblemKind]) {
        self.problems.extend(kinds);
    }

    fn document(mut self, id: &str, tag: &str, summary: &str) -> Value {
        self.problems.sort_by_key(|kind| (kind.status(), kind.slug()));
        self.problems.dedup();
        let mut responses: Map<String, Value> =
            self.answers.into_iter().map(|(status, answer)| (status.to_string(), answer)).collect();
        for kinds in self.problems.chunk_by(|a, b| a.status() == b.status()) {
            let description: Vec<_> =
                kinds.iter().map(|kind| format!("`{}`: {}.", kind.slug(), kind.title())).collect();
            // The one kind that has a member of its own; it is a problem all the same.
            let schema = if kinds.contains(&ProblemKind::OutOfStock) {
                json!({ "anyOf": [Schemas::emitted("OutOfStock"), Schemas::emitted("Problem")] })
            } else {
                Schemas::emitted("Problem")
            };
            let Some(first) = kinds.first() else { continue };
            responses.insert(
                first.status().to_string(),
                json!({
                    "description": description.join(" "),
                    "content": { "application/problem+json": { "schema": schema } },
                }),
            );
        }
        let mut operation = json!({
            "operationId": id,
            "tags": [tag],
            "summary": summary,
            "parameters": self.parameters,
            "responses": responses,
        });
        if let Some(schema) = self.body {
            operation["requestBody"] =
                json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        }
        operation
    }
}

/// State that a handler reaches for says nothing about the request.
impl<T: 'static> Accepts for web::Data<T> {
    fn describe(_: &mut Operation, _: &mut Schemas) {}
}

/// So does what the edge has put aside.
impl<T: Clone + 'static> Accepts for web::ReqData<T> {
    fn describe(_: &mut Operation, _: &mut Schemas) {}
}

macro_rules! described {
    ($($argument:ident),*) => {
        impl<$($argument: Accepts),*> Described for ($($argument,)*) {
            fn describe(operation: &mut Operation, schemas: &mut Schemas) {
                let _ = (&operation, &schemas);
                $($argument::describe(operation, schemas);)*
            }
        }
    };
}
described!();
described!(A);
described!(A, B);
described!(A, B, C);
described!(A, B, C, D);
described!(A, B, C, D, E);
