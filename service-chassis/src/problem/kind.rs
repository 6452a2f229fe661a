//! Kinds of problem.

use std::collections::BTreeMap;

use accord_contract::{DocumentError, problems};
use serde_json::Value;

/// Names a kind of problem by its slug, the last part of its type URI: `not-found` of
/// `urn:problem-type:shared-models:not-found`.
///
/// Status, title and URI stand in the contract document alone; see [`Kinds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(&'static str);

impl Kind {
    /// The body is not JSON.
    pub const MALFORMED_JSON: Self = Self("malformed-json");
    /// A header is missing or cannot be read.
    pub const INVALID_HEADER: Self = Self("invalid-header");
    /// There is no such thing, or no such route.
    pub const NOT_FOUND: Self = Self("not-found");
    /// The route exists, the method does not.
    pub const METHOD_NOT_ALLOWED: Self = Self("method-not-allowed");
    /// The same idempotency key came with another request.
    pub const IDEMPOTENCY_KEY_REUSED: Self = Self("idempotency-key-reused");
    /// `If-Match` names a version that is no longer the current one.
    pub const STALE_VERSION: Self = Self("stale-version");
    /// The body is larger than the service reads.
    pub const PAYLOAD_TOO_LARGE: Self = Self("payload-too-large");
    /// The body is not `application/json`.
    pub const UNSUPPORTED_MEDIA_TYPE: Self = Self("unsupported-media-type");
    /// The request was read and breaks a rule.
    pub const INVALID: Self = Self("invalid");
    /// A change needs `If-Match`.
    pub const PRECONDITION_REQUIRED: Self = Self("precondition-required");
    /// The service failed; the log has the cause.
    pub const INTERNAL: Self = Self("internal");
    /// The service, or one it needs, cannot answer at the moment.
    pub const UNAVAILABLE: Self = Self("unavailable");
    /// A page of another origin may not change anything.
    pub const FORBIDDEN: Self = Self("forbidden");
    /// The body did not arrive in time.
    pub const REQUEST_TIMEOUT: Self = Self("request-timeout");
    /// What the request refers to is not kept any more.
    pub const GONE: Self = Self("gone");
    /// The request names a host that this service is not.
    pub const MISDIRECTED_REQUEST: Self = Self("misdirected-request");

    /// The kinds that the edge answers with and a contract must have, and the status that HTTP requires of each.
    pub const OF_THE_EDGE: [(Self, u16); 12] = [
        (Self::MALFORMED_JSON, 400),
        (Self::INVALID_HEADER, 400),
        (Self::NOT_FOUND, 404),
        (Self::METHOD_NOT_ALLOWED, 405),
        (Self::IDEMPOTENCY_KEY_REUSED, 409),
        (Self::STALE_VERSION, 412),
        (Self::PAYLOAD_TOO_LARGE, 413),
        (Self::UNSUPPORTED_MEDIA_TYPE, 415),
        (Self::INVALID, 422),
        (Self::PRECONDITION_REQUIRED, 428),
        (Self::INTERNAL, 500),
        (Self::UNAVAILABLE, 503),
    ];

    /// The kinds that the edge answers with and that a contract need not have: without it they are `about:blank`, which
    /// says no more than the status does (RFC 9457, section 4.2.1).
    const OPTIONAL: [(Self, u16, &str); 4] = [
        (Self::FORBIDDEN, 403, "Forbidden"),
        (Self::REQUEST_TIMEOUT, 408, "Request Timeout"),
        (Self::GONE, 410, "Gone"),
        (Self::MISDIRECTED_REQUEST, 421, "Misdirected Request"),
    ];

    /// Every kind that the edge answers with, and its status.
    pub(crate) fn every_of_the_edge() -> impl Iterator<Item = (Self, u16)> {
        Self::OF_THE_EDGE.into_iter().chain(Self::OPTIONAL.map(|(kind, status, _)| (kind, status)))
    }

    /// The kind with this slug. `failures!` takes the slug from the contract's own enum, so that a kind that is not
    /// there does not compile.
    pub const fn named(slug: &'static str) -> Self {
        Self(slug)
    }

    /// The last part of the type URI.
    pub const fn slug(self) -> &'static str {
        self.0
    }

    /// The kind of the edge that fits a status: for errors that actix makes by itself.
    pub(crate) fn of_status(status: u16) -> Self {
        Self::every_of_the_edge().find(|(_, of)| *of == status).map_or(Self::INTERNAL, |(kind, _)| kind)
    }
}

/// Every kind of problem of a contract, by slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds(BTreeMap<String, problems::ProblemKind>);

/// The contract document does not have a kind of problem that the service answers with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UnknownKind {
    /// There are no kinds to read.
    #[error("read the problem kinds of the contract document: {0}")]
    Document(#[from] DocumentError),
    /// It is not there.
    #[error("find the problem kind `{0}` in the contract document")]
    Missing(&'static str),
    /// Its status is not the one that HTTP requires.
    #[error("use the problem kind `{slug}`: the contract document gives it status {found}, HTTP requires {required}")]
    Status {
        /// The kind.
        slug: &'static str,
        /// The status in the document.
        found: u16,
        /// The status that the edge has to answer with.
        required: u16,
    },
}

impl Kinds {
    /// The kinds of a contract document (`problems` of the format `accord/1`).
    ///
    /// # Errors
    /// When a kind is missing that the edge answers with.
    pub fn of_document(document: &Value) -> Result<Self, UnknownKind> {
        let kinds = problems::from_document(document)?;
        let mut kinds = Self(kinds.into_iter().map(|kind| (kind.slug().to_owned(), kind)).collect());
        for (Kind(slug), status, title) in Kind::OPTIONAL {
            let blank = || problems::ProblemKind::new("about:blank", status, title);
            kinds.0.entry(slug.to_owned()).or_insert_with(blank);
        }
        for (kind, required) in Kind::every_of_the_edge() {
            let found = kinds.require(kind)?.status;
            if found != required {
                return Err(UnknownKind::Status { slug: kind.slug(), found, required });
            }
        }
        Ok(kinds)
    }

    /// What the contract says about `kind`.
    ///
    /// # Errors
    /// When it does not have the kind.
    pub(crate) fn require(&self, kind: Kind) -> Result<&problems::ProblemKind, UnknownKind> {
        self.0.get(kind.slug()).ok_or(UnknownKind::Missing(kind.slug()))
    }

    /// The kind with this slug, if the contract has it.
    pub fn find(&self, slug: &str) -> Option<&problems::ProblemKind> {
        self.0.get(slug)
    }

    /// What the contract says about `kind`, or about `internal`. Start-up has required all that an endpoint names.
    pub(crate) fn describe(&self, kind: Kind) -> Option<&problems::ProblemKind> {
        self.0.get(kind.slug()).or_else(|| self.0.get(Kind::INTERNAL.slug()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;

    fn document(kinds: impl IntoIterator<Item = (Kind, u16)>) -> Value {
        let entry = |(kind, status): (Kind, u16)| {
            (format!("urn:problem-type:shop:{}", kind.slug()), json!({ "status": status, "title": "A title" }))
        };
        json!({ "format": "accord/1", "problems": kinds.into_iter().map(entry).collect::<Map<_, _>>() })
    }

    #[test]
    fn kinds_are_found_by_the_last_part_of_their_uri() {
        let kinds = Kinds::of_document(&document(Kind::OF_THE_EDGE)).unwrap();
        let found = kinds.require(Kind::NOT_FOUND).unwrap();
        assert_eq!((found.status, found.uri.as_str()), (404, "urn:problem-type:shop:not-found"));
        assert!(matches!(kinds.require(Kind::named("sold-out")), Err(UnknownKind::Missing("sold-out"))));
    }

    #[test]
    fn a_kind_that_the_edge_needs_is_named_when_it_is_missing() {
        let without = Kind::OF_THE_EDGE.into_iter().filter(|(kind, _)| *kind != Kind::STALE_VERSION);
        let error = Kinds::of_document(&document(without)).unwrap_err();
        assert_eq!(error.to_string(), "find the problem kind `stale-version` in the contract document");
    }

    #[test]
    fn a_status_that_http_does_not_allow_is_named() {
        let moved = Kind::OF_THE_EDGE.map(|(kind, status)| (kind, if kind == Kind::NOT_FOUND { 410 } else { status }));
        let error = Kinds::of_document(&document(moved)).unwrap_err();
        assert!(error.to_string().contains("`not-found`") && error.to_string().contains("410"), "{error}");
    }

    #[test]
    fn errors_that_actix_makes_have_a_kind() {
        assert_eq!(Kind::of_status(413), Kind::PAYLOAD_TOO_LARGE);
        assert_eq!(Kind::of_status(418), Kind::INTERNAL);
    }
}
