//! The schemas an OpenAPI document refers to: those of the contract, by the same names.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

const PATH: &str = "#/components/schemas/";

/// The schemas of the contract, and which of them were referred to.
pub struct Schemas {
    all: Map<String, Value>,
}

impl Schemas {
    /// Those of the shared-models release this service was built with.
    pub fn of_contract() -> Self {
        Self { all: shared_models::contract::components() }
    }

    /// A reference to what reading a `T` accepts.
    pub fn accepted<T: JsonSchema>(&self) -> Value {
        let name = T::schema_name();
        let input = format!("{name}Input");
        reference(if self.all.contains_key(&input) { &input } else { &name })
    }

    /// A reference to what writing the type of this name gives.
    pub fn emitted(name: &str) -> Value {
        reference(name)
    }

    /// The schema of `T` itself, for parameters, which stand one by one.
    pub fn expanded<T: JsonSchema>(&self) -> Value {
        self.all.get(T::schema_name().as_ref()).cloned().unwrap_or_default()
    }

    /// Only the schemas that `document` refers to, directly or through one another.
    pub fn used_by(mut self, document: &Value) -> Map<String, Value> {
        let mut used = Map::new();
        let mut open = Vec::new();
        references(document, &mut open);
        while let Some(name) = open.pop() {
            if let Some(schema) = self.all.remove(&name) {
                references(&schema, &mut open);
                used.insert(name, schema);
            }
        }
        used.sort_keys();
        used
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("{PATH}{name}") })
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix(PATH));
            found.extend(target.map(str::to_owned));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
