//! A type that crosses the wire.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
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

/// A type that crosses the wire.
#[derive(Debug, Clone, Copy)]
pub struct WireType {
    /// Its name in the contract, such as `orders::PlaceOrder`.
    pub name: &'static str,
    /// Who writes it and who reads it.
    pub role: Role,
    pub(super) schema: fn(&mut SchemaGenerator) -> Schema,
    pub(super) read_and_write: fn(Value) -> Result<Value, serde_json::Error>,
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

    /// Reads a document as this type and writes it again.
    ///
    /// # Errors
    /// When the document does not fit the type.
    pub fn read_and_write(&self, document: Value) -> Result<Value, serde_json::Error> {
        (self.read_and_write)(document)
    }
}

macro_rules! wire_types {
    ($($role:ident { $($domain:ident::$name:ident,)+ })+) => {
        /// Every type of the contract, by role and name.
        pub const WIRE_TYPES: &[WireType] = &[$($(WireType {
            name: concat!(stringify!($domain), "::", stringify!($name)),
            role: wire_types!(@role $role),
            schema: |generator| <crate::$domain::$name as schemars::JsonSchema>::json_schema(generator),
            read_and_write: |document| {
                serde_json::from_value::<crate::$domain::$name>(document).and_then(serde_json::to_value)
            },
        },)+)+];
    };
    (@role request) => { Role::Request };
    (@role response) => { Role::Response };
    (@role event) => { Role::Event };
}
pub(super) use wire_types;
