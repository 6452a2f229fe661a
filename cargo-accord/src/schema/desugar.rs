//! The `x-accord-*` keywords written out in plain JSON Schema, for the reading side.

use serde_json::{Map, Value, json};

use super::accord_keywords::{ALIAS, LENGTH, OTHER, aliases, has_other};
use super::pointer::target;
use super::tag::variants;
use super::traverse::map_subschemas;

/// What a reader of `schema` really takes, said without `x-accord-alias` and `x-accord-other`.
///
/// The opaque keywords cannot be said in JSON Schema; the judgement treats them apart.
#[must_use]
pub fn for_reader(schema: &Value) -> Value {
    rewritten(schema, schema)
}

/// What a writer of `schema` gives: the keywords about reading say nothing there.
#[must_use]
pub fn for_writer(schema: &Value) -> Value {
    let mut inner = map_subschemas(schema, &mut for_writer);
    if let Value::Object(map) = &mut inner {
        map.remove(ALIAS);
        map.remove(OTHER);
    }
    inner
}

fn rewritten(schema: &Value, root: &Value) -> Value {
    let inner = map_subschemas(schema, &mut |sub| rewritten(sub, root));
    let Value::Object(mut map) = inner else {
        return inner;
    };
    let other = has_other(schema);
    // The original is consulted: in `inner` the aliases of the fields are gone already.
    let aliased = aliased_fields(schema);
    for keyword in [ALIAS, OTHER, LENGTH] {
        map.remove(keyword);
    }
    if !aliased.is_empty() {
        read_aliases(&mut map, &aliased);
    }
    if other {
        return with_other(map, schema, root);
    }
    Value::Object(map)
}

fn aliased_fields(schema: &Value) -> Vec<(String, Vec<String>)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            (
                name.clone(),
                aliases(field).map(str::to_owned).collect::<Vec<_>>(),
            )
        })
        .filter(|(_, names)| !names.is_empty())
        .collect()
}

/// Each alias is a field like the one it stands for. Serde refuses a document that has two of
/// them (`duplicate field`), and a required field may come under any of its names.
fn read_aliases(map: &mut Map<String, Value>, aliased: &[(String, Vec<String>)]) {
    let mut conditions = Vec::new();
    for (name, others) in aliased {
        let Some(Value::Object(properties)) = map.get_mut("properties") else {
            return;
        };
        let Some(field) = properties.get(name).cloned() else {
            continue;
        };
        for other in others {
            properties
                .entry(other.clone())
                .or_insert_with(|| field.clone());
        }
        let names: Vec<&String> = std::iter::once(name).chain(others).collect();
        let mut was_required = false;
        if let Some(Value::Array(required)) = map.get_mut("required") {
            let before = required.len();
            required.retain(|entry| entry != name);
            was_required = required.len() < before;
        }
        let mut ways: Vec<Value> = names
            .iter()
            .map(|chosen| only(chosen, &names, true))
            .collect();
        if !was_required {
            ways.push(only("", &names, false));
        }
        conditions.push(json!({ "anyOf": ways }));
    }
    match map.get_mut("allOf") {
        Some(Value::Array(list)) => list.extend(conditions),
        _ => drop(map.insert("allOf".to_owned(), Value::Array(conditions))),
    }
}

/// Documents that use `chosen` and none of the other names.
fn only(chosen: &str, names: &[&String], required: bool) -> Value {
    let absent: Map<String, Value> = names
        .iter()
        .filter(|name| name.as_str() != chosen)
        .map(|name| ((*name).clone(), Value::Bool(false)))
        .collect();
    match required {
        true => json!({ "required": [chosen], "properties": absent }),
        false => json!({ "properties": absent }),
    }
}

/// An enum of names reads any string; a tagged union reads any object with an unknown tag.
fn with_other(mut map: Map<String, Value>, schema: &Value, root: &Value) -> Value {
    if map.get("enum").is_some() {
        map.remove("enum");
        map.insert("type".to_owned(), json!("string"));
        return Value::Object(map);
    }
    let list = ["oneOf", "anyOf"]
        .into_iter()
        .find_map(|k| schema.get(k)?.as_array());
    let Some(list) = list else {
        return Value::Object(map);
    };
    let resolve = |branch: &'_ Value| -> Value { resolved(branch, root).clone() };
    let owned: Vec<Value> = list.iter().map(resolve).collect();
    let found = variants(&owned, &|branch| branch);
    let names: Vec<&str> = found.iter().filter_map(|variant| variant.name).collect();
    let fallback = match found.first().and_then(|variant| variant.tag) {
        Some(tag) => json!({
            "type": "object",
            "properties": { tag: { "type": "string", "not": { "enum": names } } },
            "required": [tag],
        }),
        // Every alternative is a plain name.
        None if found
            .iter()
            .all(|variant| variant.schema.get("properties").is_none()) =>
        {
            json!({ "type": "string" })
        }
        None => return Value::Object(map),
    };
    // Definitions must stay at the root, or references lose them.
    let definitions = map.remove("$defs");
    let mut result = Map::new();
    result.insert("anyOf".to_owned(), json!([Value::Object(map), fallback]));
    if let Some(definitions) = definitions {
        result.insert("$defs".to_owned(), definitions);
    }
    Value::Object(result)
}

fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    match reference.and_then(|reference| target(root, reference)) {
        Some((_, found)) => found,
        None => schema,
    }
}
