//! Asking the engine about the schemas of a contract.

use std::borrow::Cow;
use std::sync::Arc;

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
    pub fn parse(self, schema: &Arc<Value>) -> Result<Schema, SchemaError> {
        let plain = match self {
            Self::Emits => for_writer(schema),
            Self::Accepts => for_reader(schema),
        };
        let plain = match plain {
            Cow::Borrowed(_) => Arc::clone(schema),
            Cow::Owned(plain) => Arc::new(plain),
        };
        Schema::of(plain, self == Self::Emits)
    }
}

/// Whether every document of the one schema is a document of the other.
pub fn verdict(emits: &Schema, accepts: &Schema) -> Verdict {
    subschema::contained(emits, accepts, &Options::contract())
}

/// Whether `accepts` is proved to refuse the document.
pub fn refuses(accepts: &Schema, document: &Value) -> bool {
    subschema::refuses(accepts, document, &Options::contract())
}

/// Whether two schemas have the same documents.
pub fn same_documents(left: &Schema, right: &Schema) -> bool {
    verdict(left, right) == Verdict::Contained && verdict(right, left) == Verdict::Contained
}
