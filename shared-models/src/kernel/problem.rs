//! Errors on the wire: RFC 9457 problem details.

use serde::{Deserialize, Serialize};

/// An error as `application/problem+json` (RFC 9457): the body of every error answer of every service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct Problem {
    /// The kind of problem, as a URI. Clients match on it, and not on a text.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words; the same for every problem of a kind.
    pub title: String,
    /// Repeats the HTTP status, for readers that see only the body.
    pub status: u16,
    /// What is wrong in this case, for a person; absent when the title says it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The id of the request, under which the log has the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Every fault of the request, not only the first; absent when there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    /// Whether the request has more faults than `errors` lists; absent when it has not. Since 1.3.0.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
}

/// One fault of a request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema))]
pub struct Fault {
    /// Body, query string, path or header.
    #[serde(rename = "in")]
    pub source: FaultSource,
    /// Where in that part: a JSON pointer (RFC 6901), such as `/lines/0/quantity`; empty for the whole.
    pub pointer: String,
    /// What is wrong there, for a person; never repeats a private value.
    pub detail: String,
}

super::text_enum! {
    /// The part of a request that has a fault.
    pub enum FaultSource {
        /// The JSON body.
        Body = "body",
        /// The query string.
        Query = "query",
        /// A segment of the path.
        Path = "path",
        /// A header.
        Header = "header",
    }
}

impl Problem {
    /// A problem of this kind, without detail or faults.
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            kind: kind.type_uri(),
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: None,
            instance: None,
            errors: Vec::new(),
            truncated: false,
        }
    }

    /// Adds what is wrong in this case. Only what the client may know.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Replaces the faults.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<Fault>) -> Self {
        self.errors = errors;
        self
    }

    /// The kind, if this version of the library knows it.
    pub fn known_kind(&self) -> Option<ProblemKind> {
        ProblemKind::ALL.iter().copied().find(|kind| kind.type_uri() == self.kind)
    }
}

macro_rules! problem_kinds {
    ($($(#[$doc:meta])* $variant:ident = $slug:literal, $status:literal, $title:literal;)+) => {
        /// Every kind of problem a service answers with. Clients match on this, never on a message.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ProblemKind {
            $($(#[$doc])* $variant,)+
        }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The last part of the type URI.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// The HTTP status code (RFC 9110, section 15).
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)+ }
            }

            /// The kind in words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

// Another kind goes to the end: the number of a variant is part of the Rust API.
problem_kinds! {
    /// The body is not JSON.
    MalformedJson = "malformed-json", 400, "The body is not JSON";
    /// A header is missing or cannot be read.
    InvalidHeader = "invalid-header", 400, "A header is missing or malformed";
    /// The resource or the route does not exist.
    NotFound = "not-found", 404, "Not found";
    /// The route does not support the method.
    MethodNotAllowed = "method-not-allowed", 405, "Method not allowed";
    /// Another resource has this unique value.
    Duplicate = "duplicate", 409, "It exists already";
    /// There is less in stock than requested.
    OutOfStock = "out-of-stock", 409, "Not enough in stock";
    /// The resource is in a state that does not allow the change.
    IllegalTransition = "illegal-transition", 409, "Its state does not allow this";
    /// The idempotency key was used for another request.
    IdempotencyKeyReused = "idempotency-key-reused", 409, "The idempotency key belongs to another request";
    /// `If-Match` names a version that is not the current one.
    StaleVersion = "stale-version", 412, "It has changed since you read it";
    /// The body is larger than the service reads.
    PayloadTooLarge = "payload-too-large", 413, "The body is too large";
    /// The body is not `application/json`.
    UnsupportedMediaType = "unsupported-media-type", 415, "The body must be application/json";
    /// The request breaks a rule; `errors` lists each.
    Invalid = "invalid", 422, "The request is not valid";
    /// The request refers to something that does not exist.
    UnknownReference = "unknown-reference", 422, "It refers to something that does not exist";
    /// A change needs `If-Match`.
    PreconditionRequired = "precondition-required", 428, "If-Match is required";
    /// The service failed; the reason is in its log.
    Internal = "internal", 500, "Something went wrong on our side";
    /// The service, or one it needs, cannot answer now. A retry is safe.
    Unavailable = "unavailable", 503, "Not available at the moment";
    /// A page of another origin asks for a change. Since 1.4.0.
    Forbidden = "forbidden", 403, "Not from this origin";
    /// The request did not arrive in time. Since 1.4.0.
    RequestTimeout = "request-timeout", 408, "The request took too long";
    /// The request names a host that the service does not answer for. Since 1.4.0.
    MisdirectedRequest = "misdirected-request", 421, "Not a host of this service";
    /// What the request refers to is not kept any more. Since 1.6.0.
    Gone = "gone", 410, "No longer kept";
}

impl ProblemKind {
    /// The URI that stands for the kind (RFC 9457, section 3.1.1).
    pub fn type_uri(self) -> String {
        format!("urn:problem-type:shared-models:{}", self.slug())
    }
}
