//! Types as `schemars` writes them, with the keywords of the contract.

use serde_json::{Map, Value, json};

use super::model::{Field, Struct, Type};

impl Type {
    /// The schema of what is read, or of what is `written`.
    pub fn schema(&self, written: bool) -> Value {
        let mut writer = Writer { written, definitions: Map::new() };
        let mut schema = writer.kind(self);
        if let Value::Object(map) = &mut schema {
            map.insert("$defs".to_owned(), Value::Object(writer.definitions));
        }
        schema
    }
}

struct Writer {
    written: bool,
    definitions: Map<String, Value>,
}

impl Writer {
    fn kind(&mut self, kind: &Type) -> Value {
        match kind {
            Type::Integer { format, low, high } => {
                json!({ "type": "integer", "format": format, "minimum": low, "maximum": high })
            }
            Type::Text { shortest, longest, letters } => {
                let mut schema = json!({ "type": "string", "minLength": shortest, "maxLength": longest });
                if let Some(letters) = letters {
                    schema["pattern"] = json!(format!("^[{letters}]*$"));
                }
                schema
            }
            Type::Flag => json!({ "type": "boolean" }),
            Type::Maybe(inner) => self.maybe(inner),
            Type::List { of, least, most } => {
                json!({ "type": "array", "items": self.kind(of), "minItems": least, "maxItems": most })
            }
            Type::Map(of) => json!({ "type": "object", "additionalProperties": self.kind(of) }),
            Type::Struct(inner) => self.structure(inner),
            Type::Units { names, other } => {
                let mut schema = json!({ "type": "string", "enum": names });
                if *other {
                    schema["x-accord-other"] = json!(true);
                }
                schema
            }
            Type::Tagged { variants, other } => {
                let list: Vec<Value> = variants.iter().map(|(name, fields)| self.tagged(name, fields)).collect();
                let mut schema = json!({ "oneOf": list });
                if *other {
                    schema["x-accord-other"] = json!(true);
                }
                schema
            }
            Type::External(variants) => json!({ "oneOf": self.payloads(variants) }),
            Type::Flattened { fields, variants, optional } => {
                let mut schema = self.object(fields);
                let list = self.payloads(variants);
                match optional {
                    true => schema["anyOf"] = json!([{ "oneOf": list }, {}]),
                    false => schema["oneOf"] = json!(list),
                }
                schema
            }
            Type::Chain(value) => {
                let name = self.reserve();
                let reference = json!({ "$ref": format!("#/$defs/{name}") });
                let next = json!({ "anyOf": [reference, { "type": "null" }] });
                let value = self.kind(value);
                let required = match self.written {
                    true => json!(["next", "value"]),
                    false => json!(["value"]),
                };
                let schema =
                    json!({ "type": "object", "properties": { "next": next, "value": value }, "required": required });
                self.definitions.insert(name, schema);
                reference
            }
        }
    }

    fn reserve(&mut self) -> String {
        let name = format!("D{}", self.definitions.len());
        self.definitions.insert(name.clone(), Value::Bool(true));
        name
    }

    fn maybe(&mut self, inner: &Type) -> Value {
        let mut schema = self.kind(inner);
        if let Some(Value::String(kind)) = schema.get("type").cloned() {
            schema["type"] = json!([kind, "null"]);
            if let Some(Value::Array(values)) = schema.get_mut("enum") {
                values.push(Value::Null);
            }
            let alone = ["oneOf", "anyOf"].iter().all(|key| schema.get(key).is_none());
            if alone {
                return schema;
            }
            schema["type"] = json!(kind);
        }
        json!({ "anyOf": [schema, { "type": "null" }] })
    }

    fn structure(&mut self, inner: &Struct) -> Value {
        let name = inner.named.then(|| self.reserve());
        let mut schema = self.object(&inner.fields);
        if inner.deny {
            schema["additionalProperties"] = json!(false);
        }
        match name {
            Some(name) => {
                let reference = json!({ "$ref": format!("#/$defs/{name}") });
                self.definitions.insert(name, schema);
                reference
            }
            None => schema,
        }
    }

    fn object(&mut self, fields: &[Field]) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in fields {
            let mut schema = self.kind(&field.kind);
            if let Some(alias) = field.alias {
                schema["x-accord-alias"] = json!([alias]);
            }
            properties.insert(field.name.to_owned(), schema);
            if !field.optional(self.written) {
                required.push(field.name);
            }
        }
        json!({ "type": "object", "properties": properties, "required": required })
    }

    fn tagged(&mut self, name: &str, fields: &[Field]) -> Value {
        let mut schema = self.object(fields);
        schema["properties"]["kind"] = json!({ "type": "string", "const": name });
        if let Some(Value::Array(required)) = schema.get_mut("required") {
            required.push(json!("kind"));
        }
        schema
    }

    fn payloads(&mut self, variants: &[(&'static str, Type)]) -> Vec<Value> {
        variants
            .iter()
            .map(|(name, payload)| {
                json!({
                    "type": "object",
                    "properties": { *name: self.kind(payload) },
                    "required": [name],
                })
            })
            .collect()
    }
}
