//! Keywords without a specific rule.

use serde_json::{Map, Value};

use super::edit::carry;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::rules::Rule;

/// Keywords that other modules of the walk compare.
const COMPARED: &str = "$defs $ref additionalProperties anyOf contentEncoding contentMediaType default definitions deprecated \
    enum exclusiveMaximum exclusiveMinimum format items maxItems maxLength maxProperties maximum minItems minLength \
    minProperties minimum multipleOf oneOf pattern patternProperties prefixItems properties propertyNames required type \
    uniqueItems";

pub fn compare<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    if let (Some(before), Some(after)) = (reference(old), reference(new)) {
        recorder.pair(before, after, place.clone());
    }
    parts(recorder, old, new, place);
    let (Some(before), Some(after)) = (old.map(), new.map()) else {
        return;
    };
    let mut keywords: Vec<&String> = before.keys().chain(after.keys()).collect();
    keywords.sort();
    keywords.dedup();
    for keyword in keywords {
        let name = keyword.as_str();
        if COMPARED.split(' ').any(|known| known == name)
            || name.starts_with("x-accord-")
            || before.get(name) == after.get(name)
        {
            continue;
        }
        // The three are one condition, reported with the first of them.
        let differs = |first: &str| before.get(first) != after.get(first);
        if (name == "then" && (differs("if") || differs("else"))) || (name == "else" && differs("if")) {
            continue;
        }
        if name == "unevaluatedProperties" && is_closing(before, after) {
            continue;
        }
        if name == "allOf" && old.list(name).len() == new.list(name).len() {
            continue;
        }
        let what = match (before.get(name), after.get(name)) {
            (None, _) => "was added",
            (_, None) => "was removed",
            _ => "changed",
        };
        let message = format!("`{name}` of {} {what}", place.subject);
        recorder.record(Rule::KeywordChanged, place.keyword(name), message, carry(old, new, together(name, &[name])));
    }
    let undeclared = |node: &Node<'_>| {
        let properties = node.get("properties").and_then(Value::as_object);
        let declared = move |name: &str| properties.is_some_and(|map| map.contains_key(name));
        let required = node.list("required").iter().filter_map(Value::as_str);
        required.filter(|name| !declared(name)).map(str::to_owned).collect::<Vec<_>>()
    };
    if undeclared(old) != undeclared(new) {
        let message = format!("{} requires other fields", place.subject);
        recorder.record(Rule::KeywordChanged, place.keyword("required"), message, carry(old, new, &["required"]));
    }
}

/// Keywords that only mean something together.
fn together<'k>(keyword: &str, alone: &'k [&'k str]) -> &'k [&'k str] {
    match keyword {
        "if" | "then" | "else" => &["if", "then", "else"],
        "contains" | "minContains" | "maxContains" => &["contains", "minContains", "maxContains"],
        _ => alone,
    }
}

/// Refusing unknown fields is reported by the comparison of objects.
fn is_closing(before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    let closes = |map: &Map<String, Value>| match map.get("unevaluatedProperties") {
        None | Some(Value::Bool(_)) => true,
        Some(_) => false,
    };
    closes(before) && closes(after)
}

/// What a reference that other keywords stand beside leads to.
fn reference<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    let reference = node.get("$ref")?.as_str()?;
    let (at, schema) = crate::schema::target(node.root, reference)?;
    Some(Node { root: node.root, at, schema })
}

fn parts<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    let (before, after) = (old.list("allOf").len(), new.list("allOf").len());
    if before != after {
        return;
    }
    for index in 0..before {
        let steps = format!("/allOf/{index}");
        if let (Some(before), Some(after)) = (old.inner(&steps), new.inner(&steps)) {
            recorder.pair(before, after, place.part("allOf", index));
        }
    }
}
