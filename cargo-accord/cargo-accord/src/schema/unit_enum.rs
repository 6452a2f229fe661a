//! The two spellings of an enum without payloads.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// Rewrites `oneOf: [{const: "a"}, {enum: ["b", "c"]}]` as `enum: ["a", "b", "c"]`.
///
/// schemars writes the long form as soon as one variant has a doc comment, and the short form
/// otherwise. Returns nothing when the schema is not such a list.
pub fn collapsed(schema: &Map<String, Value>) -> Option<Map<String, Value>> {
    let keyword = ["oneOf", "anyOf"].into_iter().find(|k| schema.contains_key(*k))?;
    let branches = schema.get(keyword)?.as_array()?;
    let mut values: Vec<Value> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for branch in branches {
        for value in constants(branch)? {
            // A constant that is listed twice makes `oneOf` refuse it.
            if !seen.insert(value.as_str()?) {
                return None;
            }
            values.push(value.clone());
        }
    }
    if values.is_empty() || schema.contains_key("enum") || schema.contains_key("const") {
        return None;
    }
    let mut result = schema.clone();
    result.remove(keyword);
    result.insert("enum".to_owned(), Value::Array(values));
    Some(result)
}

/// The strings that a branch takes, if it takes only listed strings.
fn constants(branch: &Value) -> Option<&[Value]> {
    let map = branch.as_object()?;
    let known = |keyword: &String| matches!(keyword.as_str(), "const" | "enum" | "type");
    if !map.keys().all(known) || map.get("type").is_some_and(|t| t != "string") {
        return None;
    }
    let values = match (map.get("const"), map.get("enum")) {
        (Some(value), None) => std::slice::from_ref(value),
        (None, Some(Value::Array(values))) => values.as_slice(),
        _ => return None,
    };
    values.iter().all(Value::is_string).then_some(values)
}
