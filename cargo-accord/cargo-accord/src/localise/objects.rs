//! Structs and maps.

use serde_json::Value;

use super::Act;
use super::edit::{carry, edit};
use super::fields;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::rules::Rule;
use crate::schema::escape;

pub fn compare<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    fields::compare(recorder, old, new, place);
    extra(recorder, old, new, place);
    keys(recorder, old, new, place);
    patterns(recorder, old, new, place);
}

/// What may stand beside the named fields.
fn extra<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    let keyword = "additionalProperties";
    let closed =
        |node: &Node<'_>| [keyword, "unevaluatedProperties"].iter().any(|k| node.get(k) == Some(&Value::Bool(false)));
    let map = |node: &Node<'_>| node.get(keyword).is_some_and(Value::is_object);
    let edits = carry(old, new, &[keyword, "unevaluatedProperties"]);
    let subject = &place.subject;
    match (closed(old), closed(new)) {
        (false, true) if !map(old) => {
            let message = format!("{subject} now refuses unknown fields");
            recorder.record(Rule::DenyUnknownAdded, place.keyword(keyword), message, edits);
        }
        (true, false) if !map(new) => {
            let message = format!("{subject} no longer refuses unknown fields");
            recorder.record(Rule::DenyUnknownRemoved, place.keyword(keyword), message, edits);
        }
        _ => match (old.inner("/additionalProperties"), new.inner("/additionalProperties")) {
            (Some(before), Some(after)) if map(old) && map(new) => {
                recorder.pair(before, after, place.map_values(keyword));
            }
            _ if map(old) != map(new) => {
                let message = format!("{subject} holds other extra fields");
                recorder.record(Rule::ExtraFieldsChanged, place.keyword(keyword), message, edits);
            }
            _ => {}
        },
    }
}

fn keys(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (before, after) = (old.inner("/propertyNames"), new.inner("/propertyNames"));
    let same = match (&before, &after) {
        (None, None) => true,
        (Some(before), Some(after)) => before.alone() == after.alone(),
        _ => false,
    };
    if !same {
        let message = format!("{} takes other keys", place.subject);
        let edits = carry(old, new, &["propertyNames"]);
        recorder.record(Rule::MapKeysChanged, place.map_keys().path, message, edits);
    }
}

fn patterns<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    let keyword = "patternProperties";
    let empty = serde_json::Map::new();
    let entries = |node: &Node<'_>| {
        let entries = node.get(keyword).and_then(Value::as_object).unwrap_or(&empty);
        entries.keys().cloned().collect::<Vec<_>>()
    };
    let (before, after) = (entries(old), entries(new));
    for pattern in before.iter().filter(|pattern| after.contains(pattern)) {
        let steps = format!("/{keyword}/{}", escape(pattern));
        if let (Some(before), Some(after)) = (old.inner(&steps), new.inner(&steps)) {
            recorder.pair(before, after, place.map_values(&steps[1..]));
        }
    }
    let gone = before.iter().filter(|pattern| !after.contains(pattern));
    let come = after.iter().filter(|pattern| !before.contains(pattern));
    for pattern in gone.chain(come) {
        let value = new.get(keyword).and_then(|entries| entries.get(pattern)).cloned();
        let message = format!("{} takes other keys (`{pattern}`)", place.subject);
        let edits = vec![edit(old, Act::Entry("patternProperties", pattern.clone(), value))];
        recorder.record(Rule::MapKeysChanged, place.keyword(keyword), message, edits);
    }
}
