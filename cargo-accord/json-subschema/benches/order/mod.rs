//! A type as `schemars` writes it: thirty schemas, six definitions.

use serde_json::{Value, json};

/// An order with its lines, its state and its customer; `number` makes it a type of its own.
pub fn order(number: usize, note: usize) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Order{number}"),
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "customer": {"$ref": "#/$defs/Customer"},
            "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}, "minItems": 1, "maxItems": 100},
            "note": {"type": ["string", "null"], "maxLength": note},
            "state": {"$ref": "#/$defs/State"},
            "placed_at": {"type": "string", "format": "date-time"},
            format!("field_{number}"): {"type": "integer", "format": "uint32", "minimum": 0},
        },
        "required": ["id", "customer", "lines", "state", "placed_at"],
        "$defs": {
            "Customer": {
                "type": "object",
                "properties": {
                    "name": {"type": "string", "minLength": 1, "maxLength": 200},
                    "email": {"type": "string", "format": "email"},
                    "address": {"anyOf": [{"$ref": "#/$defs/Address"}, {"type": "null"}]},
                },
                "required": ["name", "email"],
            },
            "Address": {
                "type": "object",
                "properties": {
                    "street": {"type": "string"},
                    "city": {"type": "string"},
                    "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
                },
                "required": ["street", "city", "country"],
            },
            "Line": {
                "type": "object",
                "properties": {
                    "sku": {"type": "string", "maxLength": 40},
                    "quantity": {"type": "integer", "format": "uint16", "minimum": 1, "maximum": 999},
                    "price": {"$ref": "#/$defs/Money"},
                },
                "required": ["sku", "quantity", "price"],
            },
            "Money": {
                "type": "object",
                "properties": {
                    "minor": {"type": "integer", "format": "int64"},
                    "currency": {"type": "string", "enum": ["EUR", "USD", "GBP"]},
                },
                "required": ["minor", "currency"],
            },
            "State": {
                "oneOf": [
                    {"type": "object", "properties": {"kind": {"type": "string", "const": "open"}}, "required": ["kind"]},
                    {"type": "object", "properties": {"kind": {"type": "string", "const": "paid"}, "at": {"type": "string", "format": "date-time"}}, "required": ["kind", "at"]},
                    {"type": "object", "properties": {"kind": {"type": "string", "const": "void"}, "reason": {"type": "string"}}, "required": ["kind", "reason"]},
                ],
            },
        },
    })
}
