//! A call of an operation.

use serde::Serialize;
use ureq::http::Request;

use super::document::Document;
use super::{Answer, Operation};
use crate::problem::Kinds;

/// A call that is being put together.
#[must_use]
pub struct Call<'a> {
    pub(super) agent: &'a ureq::Agent,
    pub(super) base: &'a str,
    pub(super) operation: &'static Operation,
    pub(super) document: &'static Document,
    pub(super) kinds: &'static Kinds,
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Vec<u8>>,
}

impl Call<'_> {
    /// Fills in `{id}`.
    pub fn id(self, id: impl ToString) -> Self {
        self.path("id", id)
    }

    /// Fills in `{name}` of the path.
    pub fn path(mut self, name: &str, value: impl ToString) -> Self {
        self.path = self.path.replace(&format!("{{{name}}}"), &value.to_string());
        self
    }

    /// Fills in every id of the path.
    pub fn ids(mut self, id: impl ToString) -> Self {
        let filled =
            self.path.split('/').map(|step| if step.starts_with('{') { id.to_string() } else { step.to_owned() });
        self.path = filled.collect::<Vec<_>>().join("/");
        self
    }

    /// Adds a query string.
    pub fn query(mut self, query: &str) -> Self {
        self.query = Some(query.to_owned());
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the idempotency key.
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// Sets the version that the change is meant for.
    pub fn if_match(self, version: i64) -> Self {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// Sets a JSON body.
    pub fn body(self, body: &impl Serialize) -> Self {
        self.raw("application/json", serde_json::to_vec(body).unwrap())
    }

    /// Sets any body.
    pub fn raw(self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.bytes(body).header("content-type", content_type)
    }

    /// Sets a body without saying what it is.
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Calls. Whatever the answer is, it has to be a documented one.
    #[track_caller]
    pub fn send(self) -> Answer {
        let Self { agent, base, operation, document, kinds, path, query, headers, body } = self;
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        let mut request = Request::builder().method(operation.method.as_str()).uri(format!("{base}{path}{query}"));
        // As a program says it that has nothing more to send: without a type it could be a form of some page.
        if operation.method == "POST" && !headers.iter().any(|(name, _)| name == "content-type") && body.is_none() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let answer = match (operation.method.as_str(), body) {
            ("GET" | "DELETE", None) => agent.run(request.body(()).unwrap()),
            (_, body) => agent.run(request.body(body.unwrap_or_default()).unwrap()),
        };
        let answer = Answer::read(answer.unwrap(), kinds);
        document.check(operation, &answer);
        answer
    }
}
