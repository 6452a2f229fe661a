//! The `x-accord-*` keywords written out in plain JSON Schema, for the reading side.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::accord_keywords::{ALIAS, LENGTH, OTHER, aliases, has_other};
use super::pointer::target;
use super::tag::tags;
use super::traverse::for_each_subschema_mut;

/// What a reader of `schema` really takes, said without `x-accord-alias` and `x-accord-other`.
///
/// The opaque keywords cannot be said in JSON Schema; the judgement treats them apart.
#[must_use]
pub fn for_reader(schema: &Value) -> Cow<'_, Value> {
    rewritten(schema, &|copy| rewrite(copy, schema))
}

/// What a writer of `schema` gives: the keywords about reading say nothing there.
#[must_use]
pub fn for_writer(schema: &Value) -> Cow<'_, Value> {
    rewritten(schema, &without_reading)
}

/// Most schemas have none of the keywords and stay as they are.
fn rewritten<'a>(schema: &'a Value, rewrite: &dyn Fn(&mut Value)) -> Cow<'a, Value> {
    if !has_keywords(schema) {
        return Cow::Borrowed(schema);
    }
    let mut copy = schema.clone();
    rewrite(&mut copy);
    Cow::Owned(copy)
}

fn has_keywords(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| key.starts_with("x-accord-") || has_keywords(value)),
        Value::Array(items) => items.iter().any(has_keywords),
        _ => false,
    }
}

fn without_reading(schema: &mut Value) {
    for_each_subschema_mut(schema, &mut without_reading);
    if let Value::Object(map) = schema {
        map.remove(ALIAS);
        map.remove(OTHER);
    }
}

fn rewrite(schema: &mut Value, root: &Value) {
    // What is inside is consulted first: afterwards its keywords are gone.
    let aliased = aliased_fields(schema);
    let fallback = match has_other(schema) {
        true => fallback(schema, root),
        false => None,
    };
    for_each_subschema_mut(schema, &mut |sub| rewrite(sub, root));
    let Value::Object(map) = schema else {
        return;
    };
    for keyword in [ALIAS, OTHER, LENGTH] {
        map.remove(keyword);
    }
    if !aliased.is_empty() {
        read_aliases(map, &aliased);
    }
    match fallback {
        Some(Fallback::AnyString) => any_string(map),
        Some(Fallback::Alternative(alternative)) => {
            // Definitions must stay at the root, or references lose them.
            let definitions = map.remove("$defs");
            let known = Value::Object(std::mem::take(map));
            map.insert("anyOf".to_owned(), json!([known, alternative]));
            if let Some(definitions) = definitions {
                map.insert("$defs".to_owned(), definitions);
            }
        }
        None => {}
    }
}

/// Takes any string beside the values that are none, such as the `null` of an `Option`.
fn any_string(map: &mut Map<String, Value>) {
    let Some(Value::Array(mut values)) = map.remove("enum") else {
        return;
    };
    values.retain(|value| !value.is_string());
    if values.is_empty() {
        map.insert("type".to_owned(), json!("string"));
        return;
    }
    let either = json!({ "anyOf": [{ "type": "string" }, { "enum": values }] });
    match map.get_mut("allOf") {
        Some(Value::Array(list)) => list.push(either),
        _ => drop(map.insert("allOf".to_owned(), json!([either]))),
    }
}

fn aliased_fields(schema: &Value) -> Vec<(String, Vec<String>)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, field)| (name.clone(), aliases(field).map(str::to_owned).collect::<Vec<_>>()))
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
            properties.entry(other.clone()).or_insert_with(|| field.clone());
        }
        let names: Vec<&String> = std::iter::once(name).chain(others).collect();
        let mut was_required = false;
        if let Some(Value::Array(required)) = map.get_mut("required") {
            let before = required.len();
            required.retain(|entry| entry != name);
            was_required = required.len() < before;
        }
        let mut ways: Vec<Value> = names.iter().map(|chosen| only(chosen, &names, true)).collect();
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
    let absent: Map<String, Value> =
        names.iter().filter(|name| name.as_str() != chosen).map(|name| ((*name).clone(), Value::Bool(false))).collect();
    match required {
        true => json!({ "required": [chosen], "properties": absent }),
        false => json!({ "properties": absent }),
    }
}

/// What an enum takes beside the names that it lists.
enum Fallback {
    AnyString,
    Alternative(Value),
}

/// An enum of names reads any string; a tagged union reads any object with an unknown tag.
fn fallback(schema: &Value, root: &Value) -> Option<Fallback> {
    if schema.get("enum").is_some() {
        return Some(Fallback::AnyString);
    }
    let list = ["oneOf", "anyOf"].into_iter().find_map(|k| schema.get(k)?.as_array())?;
    let resolved: Vec<Value> = list.iter().map(|branch| resolved(branch, root).clone()).collect();
    let list: Vec<&Value> = resolved.iter().collect();
    // Which of several is the tag is not known: a document that is unknown by all of them is.
    let (mut unknown, mut required) = (Map::new(), Vec::new());
    for (tag, names) in tags(&list) {
        let other = json!({ "type": "string", "not": { "enum": names } });
        unknown.insert(tag.to_owned(), other);
        required.push(tag);
    }
    if !unknown.is_empty() {
        return Some(Fallback::Alternative(json!({ "type": "object", "properties": unknown, "required": required })));
    }
    // Every alternative is a plain name.
    let plain = list.iter().all(|schema| schema.get("properties").is_none());
    plain.then(|| Fallback::Alternative(json!({ "type": "string" })))
}

fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    match reference.and_then(|reference| target(root, reference)) {
        Some((_, found)) => found,
        None => schema,
    }
}
