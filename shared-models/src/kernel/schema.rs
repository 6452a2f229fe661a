//! JSON Schemas of the kernel types whose serde is written by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Currency, Id, Money};

impl<T> JsonSchema for Id<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "uuid" })
    }
}

impl JsonSchema for Currency {
    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "ISO 4217 currency code.",
            "type": "string",
            "pattern": Self::PATTERN,
            // The code also asks the list of codes, which a schema that never changes cannot.
            "x-accord-custom": "iso-4217",
        })
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An amount in minor units of a currency.",
            "type": "object",
            "properties": {
                "amount_minor": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": -Self::MAX_MINOR,
                    "maximum": Self::MAX_MINOR,
                },
                "currency": generator.subschema_for::<Currency>(),
            },
            "required": ["amount_minor", "currency"],
        })
    }
}
