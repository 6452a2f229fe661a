//! The two schemas of a type.

use std::sync::Arc;

use json_subschema::SchemaError;
use serde_json::Value;

use super::CheckError;
use crate::contract::{SchemaText, WireType};
use crate::schema::canonical;

/// The schemas of what a type reads and writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    pub accepts: Arc<Value>,
    pub emits: Arc<Value>,
}

impl Sides {
    /// Reads the schemas of the type called `name`.
    pub fn read(name: &str, wire: &WireType) -> Result<Self, CheckError> {
        let value = |schema: &SchemaText| {
            schema.value().map(Arc::new).map_err(|error| CheckError::Schema {
                name: name.to_owned(),
                fault: SchemaError { pointer: String::new(), message: error.to_string() },
            })
        };
        let accepts = value(&wire.accepts)?;
        // Most types write what they read.
        let emits = match wire.emits == wire.accepts {
            true => Arc::clone(&accepts),
            false => value(&wire.emits)?,
        };
        Ok(Self { accepts, emits })
    }

    /// In the spelling in which two versions are compared.
    pub fn canonical(&self) -> Self {
        let accepts = Arc::new(canonical(&self.accepts));
        let emits = match self.emits == self.accepts {
            true => Arc::clone(&accepts),
            false => Arc::new(canonical(&self.emits)),
        };
        Self { accepts, emits }
    }

    /// What is read, and what is written.
    pub fn both(&self) -> (&Value, &Value) {
        (&self.accepts, &self.emits)
    }
}
