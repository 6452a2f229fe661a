//! A type that crosses the wire.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Who writes a type and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A client writes it, a service reads it.
    Request,
    /// A service writes it, a client reads it.
    Response,
    /// A publisher writes it, subscribers read it, perhaps much later.
    Event,
}

/// Which side of a type a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Every document that reading the type takes.
    Accepts,
    /// Every document that writing the type can give.
    Emits,
}

/// A type that crosses the wire: its name, its role, and how it is described, read and written.
#[derive(Debug, Clone, Copy)]
pub struct WireType {
    /// The name in the contract, such as `orders::PlaceOrder`.
    pub name: &'static str,
    /// Who writes it and who reads it.
    pub role: Role,
    schema: fn(&mut SchemaGenerator) -> Schema,
    read_and_write: fn(Value) -> Result<Value, serde_json::Error>,
}

impl Role {
    /// The word that stands for the role in `contract.json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Event => "event",
        }
    }
}

impl Direction {
    /// schemars' settings for this side: draft 2020-12, no `$schema` line.
    pub(super) fn settings(self) -> SchemaSettings {
        let settings = SchemaSettings::draft2020_12().with(|settings| settings.meta_schema = None);
        match self {
            Self::Accepts => settings.for_deserialize(),
            Self::Emits => settings.for_serialize(),
        }
    }
}

impl WireType {
    /// A type that a client writes and a service reads.
    pub const fn request<T: JsonSchema + Serialize + DeserializeOwned>(name: &'static str) -> Self {
        Self::new::<T>(name, Role::Request)
    }

    /// A type that a service writes and a client reads.
    pub const fn response<T: JsonSchema + Serialize + DeserializeOwned>(name: &'static str) -> Self {
        Self::new::<T>(name, Role::Response)
    }

    /// A type that a publisher writes and subscribers read.
    pub const fn event<T: JsonSchema + Serialize + DeserializeOwned>(name: &'static str) -> Self {
        Self::new::<T>(name, Role::Event)
    }

    const fn new<T: JsonSchema + Serialize + DeserializeOwned>(name: &'static str, role: Role) -> Self {
        Self { name, role, schema: T::json_schema, read_and_write: read_and_write::<T> }
    }

    /// The JSON Schema of one side, complete in itself.
    pub fn schema(&self, direction: Direction) -> Value {
        let mut generator = direction.settings().into_generator();
        let mut schema = (self.schema)(&mut generator);
        let definitions = generator.take_definitions(true);
        if !definitions.is_empty() {
            schema.insert("$defs".to_owned(), Value::Object(definitions));
        }
        schema.to_value()
    }

    /// The schema of the type, with references to what `generator` collects.
    pub(super) fn schema_in(&self, generator: &mut SchemaGenerator) -> Value {
        (self.schema)(generator).to_value()
    }

    /// Reads a document as this type and writes it again.
    ///
    /// # Errors
    /// When the document does not fit the type.
    pub fn read_and_write(&self, document: Value) -> Result<Value, serde_json::Error> {
        (self.read_and_write)(document)
    }
}

fn read_and_write<T: Serialize + DeserializeOwned>(document: Value) -> Result<Value, serde_json::Error> {
    serde_json::from_value::<T>(document).and_then(serde_json::to_value)
}
