//! Applying some of the changes between two schemas to the old one.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::node::Node;
use crate::schema::for_each_subschema_mut;

/// One step from the old schema towards the new one.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The schema to change, as a pointer into the old document.
    pub at: String,
    /// What to do there.
    pub act: Act,
}

/// What an edit does. Values come from the new document, with its references.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Gives a keyword a value, or takes it away.
    Keyword(String, Option<Value>),
    /// Gives an entry of a keyword that holds named schemas a value, or takes it away.
    Entry(&'static str, String, Option<Value>),
    /// Adds elements to a keyword that holds a list.
    Add(&'static str, Vec<Value>),
    /// Takes elements out of a keyword that holds a list of plain values.
    Remove(&'static str, Vec<Value>),
    /// Takes away an alternative, without moving the others.
    Close,
    /// Puts another schema in place of this one.
    Replace(Value),
    /// Takes `null` too.
    AllowNull,
    /// Refuses `null`.
    ForbidNull,
}

impl Act {
    /// Edits that move what others point at come last.
    fn order(&self) -> u8 {
        match self {
            Self::Keyword(..) | Self::Entry(_, _, Some(_)) | Self::Add(..) | Self::Remove(..) => 0,
            Self::Entry(_, _, None) | Self::Close => 1,
            Self::Replace(_) => 2,
            Self::AllowNull | Self::ForbidNull => 3,
        }
    }

    /// Whether a value that comes from the new document names one of its definitions.
    fn refers(&self) -> bool {
        match self {
            Self::Keyword(_, Some(value)) | Self::Entry(_, _, Some(value)) | Self::Replace(value) => {
                has_reference(value)
            }
            Self::Add(_, values) => values.iter().any(has_reference),
            _ => false,
        }
    }
}

fn has_reference(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| key == "$ref" || has_reference(value)),
        Value::Array(items) => items.iter().any(has_reference),
        _ => false,
    }
}

/// An edit of the schema at `node`.
pub fn edit(node: &Node<'_>, act: Act) -> Edit {
    Edit { at: node.at.clone(), act }
}

/// Edits that carry keywords over from one schema to the other.
pub fn carry(old: &Node<'_>, new: &Node<'_>, keywords: &[&str]) -> Vec<Edit> {
    let differing = keywords.iter().filter(|keyword| old.get(keyword) != new.get(keyword));
    differing.map(|keyword| edit(old, Act::Keyword((*keyword).to_owned(), new.get(keyword).cloned()))).collect()
}

/// The old schema with `edits` made, whose values come from `new`.
#[must_use]
pub fn hybrid(old: &Value, new: &Value, edits: &[&Edit]) -> Value {
    let mut result = old.clone();
    let mut ordered = edits.to_vec();
    // Deeper places first, so that an outer edit does not hide an inner one.
    ordered.sort_by_key(|edit| (edit.act.order(), std::cmp::Reverse(edit.at.len())));
    for edit in ordered {
        if edit.at.is_empty() {
            let definitions = result.get("$defs").cloned();
            perform(&mut result, &edit.act);
            keep_definitions(&mut result, definitions);
        } else if let Some(place) = result.pointer_mut(&edit.at) {
            perform(place, &edit.act);
        }
    }
    if let Value::Object(map) = &mut result
        && edits.iter().any(|edit| edit.act.refers())
    {
        let definitions = map.entry("$defs").or_insert_with(|| json!({}));
        if let Value::Object(definitions) = definitions {
            definitions.insert("new".to_owned(), imported(new));
        }
    }
    result
}

/// A schema of the new document, as it is spelt inside the old one.
fn imported(value: &Value) -> Value {
    let mut value = value.clone();
    import(&mut value);
    value
}

fn import(schema: &mut Value) {
    if let Value::Object(map) = schema
        && let Some(Value::String(reference)) = map.get_mut("$ref")
        && let Some(fragment) = reference.strip_prefix('#')
    {
        *reference = format!("#/$defs/new{fragment}");
    }
    for_each_subschema_mut(schema, &mut import);
}

fn keep_definitions(root: &mut Value, definitions: Option<Value>) {
    let Some(definitions) = definitions else {
        return;
    };
    if let Value::Bool(takes) = root {
        *root = if *takes { json!({}) } else { json!({ "not": {} }) };
    }
    if let Value::Object(map) = root {
        map.insert("$defs".to_owned(), definitions);
    }
}

fn perform(place: &mut Value, act: &Act) {
    match act {
        Act::Replace(schema) => *place = imported(schema),
        Act::Close => *place = Value::Bool(false),
        Act::AllowNull => *place = json!({ "anyOf": [place.take(), { "type": "null" }] }),
        Act::ForbidNull => *place = json!({ "allOf": [place.take(), { "not": { "type": "null" } }] }),
        Act::Keyword(..) | Act::Entry(..) | Act::Add(..) | Act::Remove(..) => {
            if let Value::Object(map) = place {
                perform_in(map, act);
            }
        }
    }
}

fn perform_in(map: &mut Map<String, Value>, act: &Act) {
    match act {
        Act::Keyword(keyword, Some(value)) => {
            // The keyword may hold schemas; importing the pair keeps their references right.
            let pair = imported(&json!({ keyword.as_str(): value }));
            if let Value::Object(pair) = pair {
                map.extend(pair);
            }
        }
        Act::Keyword(keyword, None) => drop(map.remove(keyword)),
        Act::Entry(keyword, name, value) => {
            let entries = map.entry(*keyword).or_insert_with(|| json!({}));
            if let Value::Object(entries) = entries {
                match value {
                    Some(value) => drop(entries.insert(name.clone(), imported(value))),
                    None => drop(entries.remove(name)),
                }
            }
        }
        Act::Add(keyword, values) => {
            let list = map.entry(*keyword).or_insert_with(|| json!([]));
            if let Value::Array(list) = list {
                list.extend(values.iter().map(imported));
            }
        }
        Act::Remove(keyword, values) => {
            let gone: HashSet<String> = values.iter().map(ToString::to_string).collect();
            if let Some(Value::Array(list)) = map.get_mut(*keyword) {
                list.retain(|element| !gone.contains(&element.to_string()));
            }
        }
        Act::Replace(_) | Act::Close | Act::AllowNull | Act::ForbidNull => {}
    }
}
