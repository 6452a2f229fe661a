//! Enums without payloads, and constants.

use std::collections::HashSet;

use serde_json::Value;

use super::Act;
use super::edit::edit;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use super::renames::alike;
use crate::rules::Rule;
use crate::schema::{OTHER, has_other};

/// The most values that are listed one by one.
const FEW: usize = 8;

pub fn compare(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    other(recorder, old, new, place);
    let (before, after) = (old.list("enum"), new.list("enum"));
    if before.is_empty() || after.is_empty() {
        return;
    }
    let (added, removed) = (missing(after, before), missing(before, after));
    let path = place.keyword("enum");
    if let ([gone], [come]) = (removed.as_slice(), added.as_slice())
        && renamed(gone, come, before.len())
    {
        let message = format!("the value {gone} of {} is now called {come}", place.subject);
        let edits = vec![edit(old, Act::Remove("enum", owned(&[gone]))), edit(old, Act::Add("enum", owned(&[come])))];
        recorder.record(Rule::EnumValueRenamed, path, message, edits);
        return;
    }
    for values in grouped(&added) {
        let message = format!("{} may now be {}", place.subject, listed(values));
        let edits = vec![edit(old, Act::Add("enum", owned(values)))];
        recorder.record(Rule::EnumValueAdded, path.clone(), message, edits);
    }
    for values in grouped(&removed) {
        let message = format!("{} may no longer be {}", place.subject, listed(values));
        let edits = vec![edit(old, Act::Remove("enum", owned(values)))];
        recorder.record(Rule::EnumValueRemoved, path.clone(), message, edits);
    }
}

/// The values of one list that another does not have; `null` is judged apart.
fn missing<'a>(from: &'a [Value], other: &[Value]) -> Vec<&'a Value> {
    let known: HashSet<String> = other.iter().map(ToString::to_string).collect();
    let absent = |value: &&Value| !value.is_null() && !known.contains(&value.to_string());
    from.iter().filter(absent).collect()
}

/// A few values are listed one by one; more are one change.
fn grouped<'v, 'a>(values: &'v [&'a Value]) -> std::slice::Chunks<'v, &'a Value> {
    values.chunks(if values.len() > FEW { values.len() } else { 1 })
}

fn owned(values: &[&Value]) -> Vec<Value> {
    values.iter().map(|value| (*value).clone()).collect()
}

fn listed(values: &[&Value]) -> String {
    let shown: Vec<String> = values.iter().take(FEW).map(ToString::to_string).collect();
    match values.len().saturating_sub(FEW) {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

fn renamed(gone: &Value, come: &Value, of: usize) -> bool {
    match (gone.as_str(), come.as_str()) {
        (Some(gone), Some(come)) => of == 1 || alike(gone, come),
        _ => false,
    }
}

/// Whether unknown variants are read, for plain enums and tagged unions alike.
pub fn other(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (rule, what) = match (has_other(old.schema), has_other(new.schema)) {
        (false, true) => (Rule::OtherAdded, "now reads values it does not know"),
        (true, false) => (Rule::OtherRemoved, "no longer reads values it does not know"),
        _ => return,
    };
    let message = format!("{} {what}", place.subject);
    let edits = vec![edit(old, Act::Keyword(OTHER.to_owned(), new.get(OTHER).cloned()))];
    recorder.record(rule, place.keyword(OTHER), message, edits);
}
