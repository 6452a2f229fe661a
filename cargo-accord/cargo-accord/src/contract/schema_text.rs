//! A schema of a contract, as it stands in the document.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

/// A schema of a contract: the text that stands in the document.
///
/// Of two versions of a contract most schemas are the same, and comparing their texts is all there
/// is to do. The others are read when they are asked about. Two texts are equal when they are the
/// same to the byte.
#[derive(Clone)]
pub struct SchemaText {
    /// The whole document, shared by its schemas.
    document: Arc<String>,
    place: Range<usize>,
}

impl SchemaText {
    /// The schema `part`, which must be a part of `document`.
    pub(super) fn within(document: &Arc<String>, part: &str) -> Self {
        let start = part.as_ptr() as usize - document.as_ptr() as usize;
        Self { document: Arc::clone(document), place: start..start + part.len() }
    }

    /// The document that it stands in.
    pub(super) fn document(&self) -> &str {
        &self.document
    }

    /// The JSON text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.document.get(self.place.clone()).unwrap_or_default()
    }

    /// Parses the text.
    ///
    /// # Errors
    ///
    /// When the text is not JSON; that of a contract that has been read is.
    pub fn value(&self) -> Result<Value, serde_json::Error> {
        serde_json::from_str(self.text())
    }
}

impl From<&Value> for SchemaText {
    fn from(schema: &Value) -> Self {
        let document = Arc::new(schema.to_string());
        let place = 0..document.len();
        Self { document, place }
    }
}

impl PartialEq for SchemaText {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl fmt::Debug for SchemaText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
