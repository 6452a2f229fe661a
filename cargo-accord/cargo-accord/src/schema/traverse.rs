//! Which keywords hold schemas, and walking through them.

use serde_json::Value;

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
        "$defs" | "definitions" | "dependencies" | "dependentSchemas" | "patternProperties" | "properties" => {
            Holds::Named
        }
        _ => Holds::Nothing,
    }
}

/// Calls `f` with each schema directly inside `schema`, to change it.
pub fn for_each_subschema_mut(schema: &mut Value, f: &mut dyn FnMut(&mut Value)) {
    let Value::Object(map) = schema else { return };
    for (keyword, value) in map {
        match (holds(keyword), value) {
            (Holds::List, Value::Array(items)) => items.iter_mut().for_each(&mut *f),
            (Holds::One | Holds::List, value @ (Value::Object(_) | Value::Bool(_))) => f(value),
            (Holds::Named, Value::Object(named)) => {
                let schemas = named.values_mut();
                schemas.filter(|value| matches!(value, Value::Object(_) | Value::Bool(_))).for_each(&mut *f);
            }
            _ => {}
        }
    }
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
            (Holds::One | Holds::List, Value::Object(_) | Value::Bool(_)) => f(keyword, None, value),
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
