//! Asking the engine about the schemas of a contract.

use std::borrow::Cow;
use std::sync::Arc;

use json_subschema::{Answer, Objects, Options, Refusal, Schema, SchemaError, is_subschema};
use serde_json::Value;

use crate::schema::{for_reader, for_writer};

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
    pub fn parse(self, schema: &Arc<Value>) -> Result<Schema, SchemaError> {
        let (plain, objects) = match self {
            Self::Emits => (for_writer(schema), Objects::Closed),
            Self::Accepts => (for_reader(schema), Objects::Open),
        };
        let plain = match plain {
            Cow::Borrowed(_) => Arc::clone(schema),
            Cow::Owned(plain) => Arc::new(plain),
        };
        Schema::parse_as(plain, objects)
    }
}

/// The documents of Rust types: `format` bounds what they contain.
fn options() -> Options {
    Options::default().with_formats()
}

/// Whether every document of the one schema is a document of the other.
pub fn verdict(emits: &Schema, accepts: &Schema) -> Answer {
    is_subschema(emits, accepts, &options())
}

/// Whether `accepts` is proved to refuse the document.
pub fn refuses(accepts: &Schema, document: &Value) -> bool {
    accepts.refuses(document, &options())
}

/// The part of a document that `accepts` refuses; absent when it is not one part.
pub fn refusal(accepts: &Schema, document: &Value) -> Option<Refusal> {
    accepts.refusal(document, &options())
}

/// Whether two schemas have the same documents.
pub fn same_documents(left: &Schema, right: &Schema) -> bool {
    verdict(left, right) == Answer::Contained && verdict(right, left) == Answer::Contained
}
