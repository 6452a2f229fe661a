//! Contracts, written short.

use serde_json::{Map, Value, json};

/// A contract of `models` with these types.
pub fn contract(version: &str, types: &[(&str, Value)]) -> Value {
    let types: Map<String, Value> = types.iter().map(|(name, wire)| ((*name).to_owned(), wire.clone())).collect();
    json!({ "format": "accord/1", "package": "models", "version": version, "types": types, "tables": {}, "problems": {} })
}

/// A type that reads what it writes.
pub fn wire(role: &str, schema: &Value) -> Value {
    json!({ "role": role, "accepts": schema, "emits": schema })
}

/// A struct; names that end in `?` may be absent.
pub fn object(fields: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, schema) in fields {
        let plain = name.trim_end_matches('?');
        if plain.len() == name.len() {
            required.push(plain);
        }
        properties.insert(plain.to_owned(), schema.clone());
    }
    json!({ "type": "object", "properties": properties, "required": required })
}

/// An integer of at most `maximum`.
pub fn integer(maximum: u32) -> Value {
    json!({ "type": "integer", "format": "uint32", "minimum": 0, "maximum": maximum })
}

/// Any text.
pub fn text() -> Value {
    json!({ "type": "string" })
}
