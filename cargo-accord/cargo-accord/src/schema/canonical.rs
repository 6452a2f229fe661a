//! One spelling for one type.

use serde_json::{Map, Value, json};

use super::traverse::for_each_subschema_mut;
use super::{definitions, documentation, unit_enum};

/// The schema in the spelling in which two versions are compared.
///
/// Documentation is dropped, unit enums are written as `enum`, sets are sorted, needless wrappers
/// are removed, and definitions are renamed in the order in which they are met, so that a moved or
/// renamed Rust type leaves no trace.
#[must_use]
pub fn canonical(schema: &Value) -> Value {
    let mut plain = documentation::without_documentation(schema);
    // Pointers into the middle of the schema would break if anything moved.
    if definitions::rename(&mut plain) {
        // Every reference is local, so the name of the document means nothing.
        if let Value::Object(map) = &mut plain {
            map.remove("$id");
        }
        respell(&mut plain);
    }
    plain
}

fn respell(schema: &mut Value) {
    for_each_subschema_mut(schema, &mut respell);
    let Value::Object(map) = schema else {
        return;
    };
    if let Some(collapsed) = unit_enum::collapsed(map) {
        *map = collapsed;
    }
    if let Some(value) = map.remove("const") {
        match map.contains_key("enum") {
            true => drop(map.insert("const".to_owned(), value)),
            false => drop(map.insert("enum".to_owned(), json!([value]))),
        }
    }
    sort_set(map, "enum");
    sort_set(map, "required");
    sort_set(map, "type");
    if map.get("required").is_some_and(|required| required == &json!([])) {
        map.remove("required");
    }
    if let Some(types) = map.get("type").and_then(Value::as_array)
        && let [only] = types.as_slice()
    {
        let only = only.clone();
        map.insert("type".to_owned(), only);
    }
    if implied_type(map) {
        map.remove("type");
    }
    unwrap(map);
}

/// Whether `type` says only what `enum` says already.
fn implied_type(map: &Map<String, Value>) -> bool {
    let (Some(Value::String(name)), Some(Value::Array(values))) = (map.get("type"), map.get("enum")) else {
        return false;
    };
    values.iter().all(|value| match name.as_str() {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    })
}

fn sort_set(map: &mut Map<String, Value>, keyword: &str) {
    if let Some(Value::Array(items)) = map.get_mut(keyword) {
        if items.iter().all(Value::is_string) {
            items.sort_unstable_by(|left, right| left.as_str().cmp(&right.as_str()));
        } else {
            items.sort_by_cached_key(ToString::to_string);
        }
        items.dedup();
    }
}

/// `{"allOf": [X]}` is X. A union of one alternative stays one: it may have had, or get, others.
fn unwrap(map: &mut Map<String, Value>) {
    let Some([Value::Object(only)]) = map.get("allOf").and_then(Value::as_array).map(Vec::as_slice) else {
        return;
    };
    // Keywords beside the list may look at those inside it, as `additionalProperties` does.
    let apart = |outer: &String| {
        matches!(outer.as_str(), "$defs" | "allOf" | "default" | "deprecated") || outer.starts_with("x-accord-")
    };
    if map.keys().all(apart) && only.keys().all(|inner| !map.contains_key(inner)) {
        let only = only.clone();
        map.remove("allOf");
        map.extend(only);
        unwrap(map);
    }
}
