//! Every row that a table of failures may have.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Failure, Fault, FaultSource, Kind, Kinds, Rejection, failures};
use crate::database;
use crate::http::RequestId;

#[derive(Clone, Copy)]
enum ProblemKind {
    NotFound,
    Invalid,
    Unavailable,
}

impl ProblemKind {
    const fn slug(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Invalid => "invalid",
            Self::Unavailable => "unavailable",
        }
    }
}

#[derive(Debug, Serialize)]
struct Short {
    missing: u32,
}

failures! {
    /// Why a parcel was not sent.
    enum SendParcelError {
        Missing => ProblemKind::NotFound,
        Sent => ProblemKind::Invalid: "it was sent {twice}",
        Late(u32) => ProblemKind::Invalid: "it is {0} days late",
        Street => ProblemKind::Invalid at body "/address/street": "no such street",
        Version => ProblemKind::Invalid at header "/if-match": "no such version",
        Faulty(Vec<Fault>) => ProblemKind::Invalid with faults,
        TooHeavy(Short) => ProblemKind::Invalid with member "short" of String,
        Carrier(database::Error) => ProblemKind::Unavailable with cause: "nothing was sent",
        Silent(database::Error) => ProblemKind::Unavailable with cause,
    }
}

fn body(rejection: &Rejection) -> Value {
    let entry = |(kind, status): (Kind, u16)| {
        (format!("urn:problem-type:post:{}", kind.slug()), json!({ "status": status, "title": "A title" }))
    };
    let problems: serde_json::Map<_, _> = Kind::OF_THE_EDGE.into_iter().map(entry).collect();
    let kinds = Kinds::of_document(&json!({ "format": "accord/1", "problems": problems })).unwrap();
    let response = rejection.render(RequestId(uuid::Uuid::nil()), &kinds);
    let bytes = actix_web::body::MessageBody::try_into_bytes(response.into_body()).unwrap();
    let mut body: Value = serde_json::from_slice(&bytes).unwrap();
    let standard = body.as_object_mut().unwrap();
    assert_eq!(standard.remove("instance"), Some(json!("urn:uuid:00000000-0000-0000-0000-000000000000")));
    assert_eq!(standard.remove("title"), Some(json!("A title")));
    assert_eq!(standard.remove("type"), Some(json!(format!("urn:problem-type:post:{}", rejection.kind().slug()))));
    standard.remove("status");
    body
}

#[test]
fn a_row_says_what_the_client_reads() {
    let fault = |source, pointer: &str, detail: &str| json!({ "errors": [{ "in": source, "pointer": pointer, "detail": detail }] });
    let faulty =
        vec![Fault { source: FaultSource::Query, pointer: "/limit".to_owned(), detail: "too many".to_owned() }];
    for (failure, kind, expected) in [
        (SendParcelError::Missing, Kind::NOT_FOUND, json!({})),
        (SendParcelError::Sent, Kind::INVALID, json!({ "detail": "it was sent {twice}" })),
        (SendParcelError::Late(3), Kind::INVALID, json!({ "detail": "it is 3 days late" })),
        (SendParcelError::Street, Kind::INVALID, fault("body", "/address/street", "no such street")),
        (SendParcelError::Version, Kind::INVALID, fault("header", "/if-match", "no such version")),
        (SendParcelError::Faulty(faulty), Kind::INVALID, fault("query", "/limit", "too many")),
        (SendParcelError::TooHeavy(Short { missing: 2 }), Kind::INVALID, json!({ "short": { "missing": 2 } })),
    ] {
        let rejection = failure.reject();
        assert_eq!((rejection.kind(), rejection.cause()), (kind, None));
        assert_eq!(body(&rejection), expected);
    }
}

#[test]
fn a_cause_is_for_the_log_alone() {
    let down = || database::Error::Unavailable("Can't connect to 10.0.0.7".to_owned());
    for (failure, kind, expected) in [
        (SendParcelError::Carrier(down()), Kind::UNAVAILABLE, json!({ "detail": "nothing was sent" })),
        (SendParcelError::Silent(down()), Kind::UNAVAILABLE, json!({})),
        (SendParcelError::from(down()), Kind::UNAVAILABLE, json!({})),
        (SendParcelError::from(database::Error::Interrupted), Kind::INTERNAL, json!({})),
    ] {
        let rejection = failure.reject();
        assert_eq!(rejection.kind(), kind);
        assert!(rejection.cause().is_some_and(|cause| cause.starts_with("failed to ")), "{:?}", rejection.cause());
        assert_eq!(body(&rejection), expected);
    }
}

#[test]
fn a_failure_is_an_error_in_words() {
    let words = |failure: SendParcelError| failure.to_string();
    assert_eq!(words(SendParcelError::Missing), "not-found");
    assert_eq!(words(SendParcelError::Late(3)), "invalid: it is 3 days late");
    assert_eq!(words(SendParcelError::Street), "invalid: no such street");
    assert_eq!(words(SendParcelError::Faulty(Vec::new())), "invalid");
    let interrupted = database::Error::Interrupted;
    assert_eq!(words(SendParcelError::Carrier(interrupted)), "unavailable: finish a unit of work: it panicked");
}
