//! An answer, and what a test says about it.

use awc::http::StatusCode;
use awc::http::header::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared_models::kernel::ProblemKind;

/// An answer that was read.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    /// The view in it, when the status is this one.
    #[track_caller]
    pub fn view<T: DeserializeOwned>(self, status: u16) -> T {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        serde_json::from_value(self.body).unwrap()
    }

    /// Checks that it is a problem of this kind, complete and without anything of our insides.
    #[track_caller]
    pub fn refused(self, kind: ProblemKind) -> Value {
        let body = self.body;
        assert_eq!(self.status.as_u16(), kind.status(), "{body}");
        assert_eq!(body["type"], kind.type_uri(), "{body}");
        assert_eq!(body["status"], kind.status(), "{body}");
        assert_eq!(self.headers.get("content-type").unwrap(), "application/problem+json");
        let id = self.headers.get("x-request-id").unwrap().to_str().unwrap();
        assert_eq!(body["instance"], format!("urn:uuid:{id}"));
        let text = body.to_string();
        for insides in ["SELECT", "INSERT", "UPDATE ", "mysql", "diesel", "src/", "::", "panicked"] {
            assert!(!text.contains(insides), "{insides} in {text}");
        }
        body
    }

    /// The pointers of the faults, when it is a problem of this kind.
    #[track_caller]
    pub fn faults(self, kind: ProblemKind) -> Vec<String> {
        let body = self.refused(kind);
        let faults = body["errors"].as_array().unwrap_or_else(|| panic!("no faults in {body}"));
        faults.iter().map(|fault| fault["pointer"].as_str().unwrap().to_owned()).collect()
    }

    /// A header.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
    }
}
