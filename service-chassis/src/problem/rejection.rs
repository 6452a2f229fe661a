//! Refusals and failures on their way out.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Fault, FaultSource, Kind, Kinds};
use crate::http::RequestId;

/// A request that was refused, or could not be served.
///
/// There are two messages and never one: the problem is for the client, the cause for the log. Nothing but an explicit
/// [`with_detail`](Self::with_detail) gets into the problem, so a database error has no way into a body.
#[derive(Debug)]
pub struct Rejection(Box<Parts>);

/// Boxed: it is a rare outcome, and every handler's result has room for it.
#[derive(Debug)]
struct Parts {
    kind: Kind,
    detail: Option<String>,
    faults: Vec<Fault>,
    truncated: bool,
    member: Option<(&'static str, Value)>,
    cause: Option<String>,
    allow: Option<HeaderValue>,
}

/// A problem document (RFC 9457).
#[derive(Serialize)]
struct Problem<'a> {
    #[serde(rename = "type")]
    uri: &'a str,
    title: &'a str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    instance: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Fault],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    #[serde(flatten)]
    more: Map<String, Value>,
}

impl Rejection {
    /// The most faults that an answer lists.
    pub const MAX_FAULTS: usize = 100;

    /// A refusal with nothing said beyond its kind.
    pub fn new(kind: Kind) -> Self {
        let (faults, truncated) = (Vec::new(), false);
        Self(Box::new(Parts { kind, detail: None, faults, truncated, member: None, cause: None, allow: None }))
    }

    /// A failure of the service: the client reads that there was one, the log keeps why.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::new(Kind::INTERNAL).because(cause)
    }

    /// Says what is wrong this time. Only what the client may know.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Adds a fault.
    #[must_use]
    pub fn with_fault(mut self, source: FaultSource, pointer: &str, detail: impl Into<String>) -> Self {
        self.0.faults.push(Fault { source, pointer: pointer.to_owned(), detail: detail.into() });
        self
    }

    /// Sets the faults. Of more than [`MAX_FAULTS`](Self::MAX_FAULTS) the answer lists the first, with `"truncated": true`.
    #[must_use]
    pub fn with_faults(mut self, mut faults: Vec<Fault>) -> Self {
        self.0.truncated = faults.len() > Self::MAX_FAULTS;
        faults.truncate(Self::MAX_FAULTS);
        self.0.faults = faults;
        self
    }

    /// Says that there may be more faults than those listed.
    #[must_use]
    pub(crate) fn truncated(mut self) -> Self {
        self.0.truncated = true;
        self
    }

    /// Adds a member that only this kind of problem has (RFC 9457, section 3.2).
    #[must_use]
    pub fn with_member(mut self, member: &'static str, value: impl Serialize) -> Self {
        self.0.member = serde_json::to_value(value).ok().map(|value| (member, value));
        self
    }

    /// Says why, to the log only.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.0.cause = Some(cause.to_string());
        self
    }

    /// Names the methods that are allowed.
    #[must_use]
    pub fn allowing(mut self, methods: HeaderValue) -> Self {
        self.0.allow = Some(methods);
        self
    }

    /// The kind of problem.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The faults that the client reads.
    pub fn faults(&self) -> &[Fault] {
        &self.0.faults
    }

    /// What the log keeps.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// The answer, which names the request it is about.
    pub fn render(&self, id: RequestId, kinds: &Kinds) -> HttpResponse {
        let Parts { kind, detail, faults, truncated, member, cause: _, allow } = &*self.0;
        let Some(described) = kinds.describe(*kind) else { return self.error_response() };
        let mut response =
            HttpResponse::build(StatusCode::from_u16(described.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        response.insert_header((CONTENT_TYPE, HeaderValue::from_static("application/problem+json")));
        if let Some(methods) = allow {
            response.insert_header((ALLOW, methods.clone()));
        }
        if *kind == Kind::UNAVAILABLE {
            response.insert_header((HeaderName::from_static("retry-after"), HeaderValue::from_static("1")));
        }
        let problem = Problem {
            uri: &described.uri,
            title: &described.title,
            status: described.status,
            detail: detail.as_deref(),
            instance: id.urn(),
            errors: faults,
            truncated: *truncated,
            more: member.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        };
        response.body(serde_json::to_vec(&problem).unwrap_or_default())
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.kind.slug())
    }
}

/// The edge renders every rejection, with the id of the request and the kinds of the contract. What stands here is seen
/// only where there is no edge.
impl ResponseError for Rejection {
    fn status_code(&self) -> StatusCode {
        let known = Kind::every_of_the_edge().find(|(kind, _)| *kind == self.0.kind);
        known.and_then(|(_, status)| StatusCode::from_u16(status).ok()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
