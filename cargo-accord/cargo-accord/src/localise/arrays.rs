//! Lists, sets and tuples.

use serde_json::Value;

use super::edit::carry;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::rules::Rule;

pub fn compare<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    tuple(recorder, old, new, place);
    match (old.inner("/items"), new.inner("/items")) {
        (Some(before), Some(after)) if !before.schema.is_array() && !after.schema.is_array() => {
            recorder.pair(before, after, place.items());
        }
        (before, after) if before.is_some() != after.is_some() && !is_tuple(old, new) => {
            let message = format!("the items of {} are described differently", place.subject);
            recorder.record(Rule::KeywordChanged, place.keyword("items"), message, carry(old, new, &["items"]));
        }
        _ => {}
    }
    let unique = |node: &Node<'_>| node.get("uniqueItems") == Some(&Value::Bool(true));
    if unique(old) != unique(new) {
        let what = if unique(new) { "must now be unique" } else { "need no longer be unique" };
        let message = format!("the items of {} {what}", place.subject);
        let edits = carry(old, new, &["uniqueItems"]);
        recorder.record(Rule::UniqueItemsChanged, place.keyword("uniqueItems"), message, edits);
    }
}

fn is_tuple(old: &Node<'_>, new: &Node<'_>) -> bool {
    old.get("prefixItems").is_some() || new.get("prefixItems").is_some()
}

fn tuple<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    let (before, after) = (old.list("prefixItems").len(), new.list("prefixItems").len());
    if before != after {
        let message = format!("{} has {after} elements, had {before}", place.subject);
        let edits = carry(old, new, &["prefixItems", "items", "minItems", "maxItems"]);
        recorder.record(Rule::TupleArityChanged, place.keyword("prefixItems"), message, edits);
        return;
    }
    for index in 0..before {
        let steps = format!("/prefixItems/{index}");
        if let (Some(before), Some(after)) = (old.inner(&steps), new.inner(&steps)) {
            recorder.pair(before, after, place.element(index));
        }
    }
}
