//! Refusals and failures on their way out.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use serde_json::Value;
use shared_models::kernel::{Fault, FaultSource, Problem, ProblemKind};

use super::RequestId;
use crate::store;

/// The error of an endpoint: lists its failures, and says which problem each is.
pub trait Failure {
    /// The kinds of problem that [`reject`](Self::reject) can give, beside `internal` and `unavailable`.
    const KINDS: &'static [ProblemKind];

    /// Turns the failure into what the client reads and what the log keeps.
    fn reject(self) -> Rejection;
}

/// A request that was refused, or could not be served.
///
/// There are two messages and never one: the problem is for the client, the cause for the log. Nothing but an explicit
/// [`with_detail`](Self::with_detail) gets into the problem, so a database error has no way into a body.
#[derive(Debug)]
pub struct Rejection(Box<Parts>);

/// Boxed: it is a rare outcome, and every handler's result has room for it.
#[derive(Debug)]
struct Parts {
    kind: ProblemKind,
    problem: Problem,
    cause: Option<String>,
    allow: Option<HeaderValue>,
    extension: Option<(&'static str, Value)>,
}

impl Rejection {
    /// A refusal with nothing said beyond its kind.
    pub fn new(kind: ProblemKind) -> Self {
        Self(Box::new(Parts { kind, problem: Problem::new(kind), cause: None, allow: None, extension: None }))
    }

    /// A failure of ours: the client learns that there was one, the log learns why.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::new(ProblemKind::Internal).because(cause)
    }

    /// A refusal of one field.
    pub fn of_field(kind: ProblemKind, source: FaultSource, pointer: &str, detail: impl Into<String>) -> Self {
        Self::new(kind).with_errors(vec![Fault { source, pointer: pointer.to_owned(), detail: detail.into() }])
    }

    /// Says what is wrong this time. Only what the client may know.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.0.problem.detail = Some(detail.into());
        self
    }

    /// Adds the faults.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<Fault>) -> Self {
        self.0.problem.errors = errors;
        self
    }

    /// Says why, to the log only.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.0.cause = Some(cause.to_string());
        self
    }

    /// Adds a member that only this kind of problem has (RFC 9457, section 3.2).
    #[must_use]
    pub fn with_extension(mut self, member: &'static str, value: impl Serialize) -> Self {
        self.0.extension = serde_json::to_value(value).ok().map(|value| (member, value));
        self
    }

    /// Names the methods that are allowed.
    #[must_use]
    pub fn allowing(mut self, methods: HeaderValue) -> Self {
        self.0.allow = Some(methods);
        self
    }

    /// The kind of problem.
    pub fn kind(&self) -> ProblemKind {
        self.0.kind
    }

    /// What the log keeps.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// The answer, which names the request it is about.
    pub fn render(&self, id: RequestId) -> HttpResponse {
        let problem = Problem { instance: Some(id.urn()), ..self.0.problem.clone() };
        self.response(&problem)
    }

    fn response(&self, problem: &Problem) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((CONTENT_TYPE, HeaderValue::from_static("application/problem+json")));
        if let Some(methods) = &self.0.allow {
            response.insert_header((ALLOW, methods.clone()));
        }
        if self.0.kind == ProblemKind::Unavailable {
            response.insert_header((HeaderName::from_static("retry-after"), HeaderValue::from_static("1")));
        }
        let mut document = serde_json::to_value(problem).unwrap_or_default();
        if let Some((member, value)) = &self.0.extension {
            document[*member] = value.clone();
        }
        response.body(document.to_string())
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.kind.slug())
    }
}

impl ResponseError for Rejection {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    // The edge renders it again, with the id of the request.
    fn error_response(&self) -> HttpResponse {
        self.response(&self.0.problem)
    }
}

/// An endpoint that can fail in no way of its own.
impl Failure for store::Error {
    const KINDS: &'static [ProblemKind] = &[];

    fn reject(self) -> Rejection {
        self.into()
    }
}

impl From<store::Error> for Rejection {
    fn from(error: store::Error) -> Self {
        let kind = match &error {
            store::Error::Unavailable(_) | store::Error::Contended(_) => ProblemKind::Unavailable,
            store::Error::Corrupt(_) | store::Error::Interrupted | store::Error::Failed(_) => ProblemKind::Internal,
        };
        Self::new(kind).because(format_args!("failed to {error}"))
    }
}
