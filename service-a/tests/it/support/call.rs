//! A call of an operation.

use serde_json::Value;
use ureq::http::{Method, Request};

use super::Answer;
use super::openapi::{Operation, operation};

/// A call that is being put together.
pub struct Call<'a> {
    agent: &'a ureq::Agent,
    base: &'a str,
    operation: Operation,
    id: Option<String>,
    query: Option<String>,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

impl<'a> Call<'a> {
    /// A call of the operation with this id.
    pub fn of(agent: &'a ureq::Agent, base: &'a str, id: &str) -> Self {
        Self { agent, base, operation: operation(id), id: None, query: None, headers: Vec::new(), body: None }
    }

    /// Fills in `{id}`: a text, or the id of what an answer shows.
    #[must_use]
    pub fn id(mut self, id: impl AsRef<str>) -> Self {
        self.id = Some(id.as_ref().to_owned());
        self
    }

    /// Adds a query string.
    #[must_use]
    pub fn query(mut self, query: &str) -> Self {
        self.query = Some(query.to_owned());
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says which version the change is meant for.
    #[must_use]
    pub fn if_match(self, version: i64) -> Self {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn body(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string())
    }

    /// Sets any body.
    #[must_use]
    pub fn raw(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", content_type)
    }

    /// Calls. Whatever the answer is, it has to be a documented one.
    #[track_caller]
    pub fn send(self) -> Answer {
        let Self { agent, base, operation, id, query, headers, body } = self;
        let path = operation.path.replace("{id}", id.as_deref().unwrap_or("{id}"));
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        let mut request = Request::builder().method(operation.method.as_str()).uri(format!("{base}{path}{query}"));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let answer = match (Method::from_bytes(operation.method.as_bytes()).unwrap(), body) {
            (Method::GET, None) => agent.run(request.body(()).unwrap()),
            (_, body) => agent.run(request.body(body.unwrap_or_default()).unwrap()),
        };
        let answer = Answer::read(answer.unwrap());
        operation.check(answer.status(), answer.content_type(), answer.json());
        answer
    }
}
