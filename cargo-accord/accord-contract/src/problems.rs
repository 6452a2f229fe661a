//! Problem kinds (RFC 9457) as data.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::{DocumentError, section};

/// A kind of problem that clients may match on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProblemKind {
    /// The type URI (RFC 9457, section 3.1.1), such as `urn:problem-type:shop:out-of-stock`.
    pub uri: String,
    /// The HTTP status code it is answered with.
    pub status: u16,
    /// The kind in words, the same for every problem of this kind.
    pub title: String,
}

impl ProblemKind {
    /// A kind of problem.
    pub fn new(uri: impl Into<String>, status: u16, title: impl Into<String>) -> Self {
        Self { uri: uri.into(), status, title: title.into() }
    }

    /// The last part of the URI: what follows its last `:`, `/` or `#`.
    pub fn slug(&self) -> &str {
        self.uri.rsplit([':', '/', '#']).next().unwrap_or(&self.uri)
    }
}

/// A kind in the document, where its URI is the key.
#[derive(Serialize, Deserialize)]
struct Entry {
    status: u16,
    title: String,
}

/// The problem kinds of a contract document, sorted by URI.
///
/// # Errors
/// When the document is not a contract of a known format, or its `problems` cannot be read.
pub fn from_document(document: &Value) -> Result<Vec<ProblemKind>, DocumentError> {
    let entries = section(document, "problems")?;
    Ok(entries.into_iter().map(|(uri, Entry { status, title })| ProblemKind { uri, status, title }).collect())
}

/// The section `problems` of a contract document.
#[cfg(feature = "schemars")]
pub(crate) fn to_document(kinds: &[ProblemKind]) -> Value {
    let entry = |ProblemKind { uri, status, title }: &ProblemKind| {
        (uri.clone(), serde_json::json!({ "status": status, "title": title }))
    };
    Value::Object(kinds.iter().map(entry).collect())
}
