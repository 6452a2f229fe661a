//! The schemas an OpenAPI document refers to: those of the contract, by the same names.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

const PATH: &str = "#/components/schemas/";
const PROBLEM: &str = "Problem";

/// The schemas of the contract, and which of them were asked for in vain.
pub struct Schemas {
    all: Map<String, Value>,
    missing: BTreeSet<String>,
}

impl Schemas {
    /// Of the contract's components.
    pub(crate) fn new(components: Map<String, Value>) -> Self {
        let missing = if components.contains_key(PROBLEM) { None } else { Some(PROBLEM.to_owned()) };
        Self { all: components, missing: missing.into_iter().collect() }
    }

    /// A reference to what reading a `T` accepts.
    pub fn accepted<T: JsonSchema>(&mut self) -> Value {
        let name = T::schema_name();
        let input = format!("{name}Input");
        let name = if self.all.contains_key(&input) { input } else { name.into_owned() };
        self.reference(name)
    }

    /// A reference to what writing a `T` gives.
    pub fn emitted<T: JsonSchema>(&mut self) -> Value {
        let name = T::schema_name();
        let name = if self.all.contains_key(name.as_ref()) { Some(name.into_owned()) } else { self.alias_of::<T>() };
        self.reference(name.unwrap_or_else(|| T::schema_name().into_owned()))
    }

    /// A reference to the schema of this name.
    pub(super) fn named(&mut self, name: &str) -> Value {
        self.reference(name.to_owned())
    }

    /// The schema of `T` itself, for parameters, which stand one by one.
    pub fn expanded<T: JsonSchema>(&mut self) -> Value {
        let name = T::schema_name();
        self.all.get(name.as_ref()).cloned().unwrap_or_else(|| {
            self.missing.insert(name.into_owned());
            Value::Null
        })
    }

    pub(super) fn problem() -> Value {
        reference(PROBLEM)
    }

    /// The types that a handler names and the contract does not have.
    pub(super) fn missing(&self) -> Option<&str> {
        self.missing.first().map(String::as_str)
    }

    /// Only the schemas that `document` refers to, directly or through one another.
    pub(super) fn used_by(mut self, document: &Value) -> Map<String, Value> {
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

    /// The name that the contract gives to a generic type, such as `OrderPage` to `Page<OrderView>`: its schema is the
    /// same.
    fn alias_of<T: JsonSchema>(&self) -> Option<String> {
        let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
            settings.meta_schema = None;
            settings.definitions_path = "/components/schemas".into();
        });
        let schema = T::json_schema(&mut settings.into_generator()).to_value();
        self.all.iter().find(|(_, other)| **other == schema).map(|(name, _)| name.clone())
    }

    fn reference(&mut self, name: String) -> Value {
        let target = reference(&name);
        if !self.all.contains_key(&name) {
            self.missing.insert(name);
        }
        target
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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is of interest")]
    struct Page<T> {
        items: Vec<T>,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is of interest")]
    struct ParcelView {
        weight: u32,
    }

    fn schemas() -> Schemas {
        let mut components = Map::new();
        let item = json!({ "$ref": "#/components/schemas/ParcelView" });
        components.insert("ParcelView".to_owned(), json!({ "type": "object" }));
        components.insert("ParcelInput".to_owned(), json!({ "type": "object" }));
        components.insert(PROBLEM.to_owned(), json!({ "type": "object" }));
        components.insert(
            "ParcelPage".to_owned(),
            json!({ "type": "object", "properties": { "items": { "type": "array", "items": item } }, "required": ["items"] }),
        );
        Schemas::new(components)
    }

    #[test]
    fn a_generic_type_has_the_name_that_the_contract_gives_it() {
        let mut schemas = schemas();
        assert_eq!(schemas.emitted::<ParcelView>(), json!({ "$ref": "#/components/schemas/ParcelView" }));
        assert_eq!(schemas.emitted::<Page<ParcelView>>(), json!({ "$ref": "#/components/schemas/ParcelPage" }));
        assert_eq!(schemas.missing(), None);
    }

    #[test]
    fn a_type_that_the_contract_does_not_have_is_named() {
        let mut schemas = schemas();
        schemas.emitted::<Page<u8>>();
        assert!(schemas.missing().is_some_and(|name| name.contains("Page")), "{:?}", schemas.missing());
    }
}
