//! Which keywords hold schemas, and walking through them.

use serde_json::{Map, Value};

/// How a keyword holds schemas.
enum Holds {
    /// The value is a schema.
    One,
    /// The value is a list of schemas (or, in older drafts, one).
    List,
    /// The values of the object are schemas; its keys are names.
    Named,
    /// Nothing: the value is data.
    Nothing,
}

fn holds(keyword: &str) -> Holds {
    match keyword {
        "additionalItems"
        | "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Holds::One,
        "allOf" | "anyOf" | "items" | "oneOf" | "prefixItems" => Holds::List,
        "$defs" | "definitions" | "dependencies" | "dependentSchemas" | "patternProperties"
        | "properties" => Holds::Named,
        _ => Holds::Nothing,
    }
}

/// Rebuilds a schema with `f` applied to each schema directly inside it.
pub fn map_subschemas(schema: &Value, f: &mut dyn FnMut(&Value) -> Value) -> Value {
    let Value::Object(map) = schema else {
        return schema.clone();
    };
    let mut result = Map::new();
    for (keyword, value) in map {
        let mapped = match (holds(keyword), value) {
            (Holds::List, Value::Array(items)) => Value::Array(items.iter().map(&mut *f).collect()),
            (Holds::One | Holds::List, Value::Object(_) | Value::Bool(_)) => f(value),
            (Holds::Named, Value::Object(named)) => Value::Object(
                named
                    .iter()
                    .map(|(name, value)| {
                        let schema = matches!(value, Value::Object(_) | Value::Bool(_));
                        (name.clone(), if schema { f(value) } else { value.clone() })
                    })
                    .collect(),
            ),
            _ => value.clone(),
        };
        result.insert(keyword.clone(), mapped);
    }
    Value::Object(result)
}

/// Calls `f` with each schema directly inside `schema` and the pointer steps that lead to it.
pub fn for_each_subschema<'a>(schema: &'a Value, f: &mut dyn FnMut(&str, Option<&str>, &'a Value)) {
    let Value::Object(map) = schema else { return };
    for (keyword, value) in map {
        match (holds(keyword), value) {
            (Holds::List, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    f(keyword, Some(&index.to_string()), item);
                }
            }
            (Holds::One | Holds::List, Value::Object(_) | Value::Bool(_)) => {
                f(keyword, None, value)
            }
            (Holds::Named, Value::Object(named)) => {
                for (name, value) in named {
                    if matches!(value, Value::Object(_) | Value::Bool(_)) {
                        f(keyword, Some(name), value);
                    }
                }
            }
            _ => {}
        }
    }
}
