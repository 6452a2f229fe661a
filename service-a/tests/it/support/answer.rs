//! The answer to a call.

use serde_json::Value;
use shared_models::kernel::{Problem, ProblemKind};
use ureq::Body;
use ureq::http::{HeaderMap, Response};

/// An answer, read in full.
#[derive(Debug)]
pub struct Answer {
    status: u16,
    headers: HeaderMap,
    text: String,
    json: Value,
}

impl Answer {
    /// Reads an answer.
    pub fn read(response: Response<Body>) -> Self {
        let (parts, mut body) = response.into_parts();
        let text = body.read_to_string().unwrap();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self { status: parts.status.as_u16(), headers: parts.headers, text, json }
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

    /// The body as JSON.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The body of an answer that must have this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json
    }

    /// The pointers of an answer that must be this kind of problem, in order.
    #[track_caller]
    pub fn problem(&self, kind: ProblemKind) -> Vec<String> {
        let problem = self.as_problem();
        assert_eq!(problem.known_kind(), Some(kind), "{}", self.text);
        assert_eq!((self.status, problem.status), (kind.status(), kind.status()), "{}", self.text);
        problem.errors.into_iter().map(|fault| fault.pointer).collect()
    }

    /// The problem this answer is.
    #[track_caller]
    pub fn as_problem(&self) -> Problem {
        assert_eq!(self.content_type(), "application/problem+json", "{}", self.text);
        let problem: Problem = serde_json::from_str(&self.text).unwrap();
        let id = self.header("x-request-id");
        assert_eq!(problem.instance.as_deref(), Some(format!("urn:uuid:{id}").as_str()));
        problem
    }
}
