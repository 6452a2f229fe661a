//! The answer to a call.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ureq::Body;
use ureq::http::{HeaderMap, Response};

use crate::problem::{Fault, Kinds};

/// What no body may have in it: words of the code, the database and its driver.
const INSIDES: [&str; 13] = [
    "SELECT",
    "INSERT",
    "UPDATE ",
    "mysql",
    "diesel",
    "src/",
    ".rs",
    "::",
    "panicked",
    "expected u",
    "expected i3",
    "expected i6",
    "expected struct",
];

/// An answer, read in full.
#[derive(Debug)]
pub struct Answer {
    status: u16,
    headers: HeaderMap,
    text: String,
    json: Value,
    kinds: &'static Kinds,
}

/// A problem document, as a client reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Problem {
    /// The type URI.
    #[serde(rename = "type")]
    pub uri: String,
    /// The kind in words.
    pub title: String,
    /// The status code.
    pub status: u16,
    /// What is wrong this time.
    pub detail: Option<String>,
    /// The request.
    pub instance: Option<String>,
    /// Every fault of the request.
    #[serde(default)]
    pub errors: Vec<Fault>,
}

impl Answer {
    pub(super) fn read(response: Response<Body>, kinds: &'static Kinds) -> Self {
        let (parts, mut body) = response.into_parts();
        let text = body.read_to_string().unwrap();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self { status: parts.status.as_u16(), headers: parts.headers, text, json, kinds }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The type of the body, without parameters.
    pub fn content_type(&self) -> &str {
        self.header("content-type")
    }

    /// The body as it came.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The body of an answer that must have this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json
    }

    /// The view in an answer that must have this status.
    #[track_caller]
    pub fn view<T: DeserializeOwned>(self, status: u16) -> T {
        serde_json::from_value(self.expect(status)).unwrap()
    }

    /// The pointers of the faults of an answer that must be this kind of problem, in order; `slug` is such as
    /// `not-found`.
    #[track_caller]
    pub fn problem(&self, slug: &str) -> Vec<String> {
        let problem = self.as_problem();
        let kind = self.kinds.find(slug).unwrap_or_else(|| panic!("the contract has no problem kind {slug}"));
        assert_eq!(problem.uri, kind.uri, "{}", self.text);
        assert_eq!((self.status, problem.status), (kind.status, kind.status), "{}", self.text);
        problem.errors.into_iter().map(|fault| fault.pointer).collect()
    }

    /// The problem this answer is, which names its request and nothing of the service's insides.
    #[track_caller]
    pub fn as_problem(&self) -> Problem {
        assert_eq!(self.content_type(), "application/problem+json", "{} {}", self.status, self.text);
        let problem: Problem = serde_json::from_str(&self.text).unwrap();
        let id = self.header("x-request-id");
        assert_eq!(problem.instance.as_deref(), Some(format!("urn:uuid:{id}").as_str()));
        for word in INSIDES {
            assert!(!self.text.contains(word), "{word} in {}", self.text);
        }
        problem
    }
}
