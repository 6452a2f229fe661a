//! Asking the engine about the schemas of a contract.

use serde_json::Value;

use crate::schema::{for_reader, for_writer};
use crate::subschema::{self, Options, Schema, SchemaError, Verdict};

/// Which end of a wire a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What is written: closed.
    Emits,
    /// What is read: open, with the `x-accord-*` keywords written out.
    Accepts,
}

impl Side {
    /// The schema as the engine takes it.
    ///
    /// # Errors
    ///
    /// When the schema is malformed.
    pub fn parse(self, schema: &Value) -> Result<Schema, SchemaError> {
        match self {
            Self::Emits => Schema::parse_closed(&for_writer(schema)),
            Self::Accepts => Schema::parse(&for_reader(schema)),
        }
    }
}

/// Whether every document of the one schema is a document of the other.
pub fn verdict(emits: &Schema, accepts: &Schema) -> Verdict {
    let options = Options {
        contract: true,
        ..Options::default()
    };
    subschema::contained(emits, accepts, &options)
}

/// Whether `accepts` is proved to refuse the document.
pub fn refuses(accepts: &Schema, document: &Value) -> bool {
    let exactly = serde_json::json!({ "const": document });
    Schema::parse(&exactly)
        .is_ok_and(|exactly| matches!(verdict(&exactly, accepts), Verdict::NotContained { .. }))
}

/// Whether two schemas have the same documents.
pub fn same_documents(left: &Schema, right: &Schema) -> bool {
    verdict(left, right) == Verdict::Contained && verdict(right, left) == Verdict::Contained
}
