//! Enums without payloads, and constants.

use serde_json::Value;

use super::Act;
use super::node::Node;
use super::place::Place;
use super::renames::alike;
use super::walk::{Walk, edit};
use crate::rules::Rule;
use crate::schema::{OTHER, has_other};

pub fn compare(walk: &mut Walk, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    other(walk, old, new, place);
    let (before, after) = (old.list("enum"), new.list("enum"));
    if before.is_empty() || after.is_empty() {
        return;
    }
    // `null` is judged apart.
    let missing = |from: &[Value], value: &&Value| !value.is_null() && !from.contains(value);
    let added: Vec<&Value> = after
        .iter()
        .filter(|value| missing(before, value))
        .collect();
    let removed: Vec<&Value> = before
        .iter()
        .filter(|value| missing(after, value))
        .collect();
    let path = place.keyword("enum");
    if let ([gone], [come]) = (removed.as_slice(), added.as_slice())
        && renamed(gone, come, before.len())
    {
        let message = format!("the value {gone} of {} is now called {come}", place.subject);
        let edits = vec![
            edit(old, Act::Remove("enum", (*gone).clone())),
            edit(old, Act::Add("enum", (*come).clone())),
        ];
        walk.record(Rule::EnumValueRenamed, path, message, edits);
        return;
    }
    for value in added {
        let message = format!("{} may now be {value}", place.subject);
        let edits = vec![edit(old, Act::Add("enum", value.clone()))];
        walk.record(Rule::EnumValueAdded, path.clone(), message, edits);
    }
    for value in removed {
        let message = format!("{} may no longer be {value}", place.subject);
        let edits = vec![edit(old, Act::Remove("enum", value.clone()))];
        walk.record(Rule::EnumValueRemoved, path.clone(), message, edits);
    }
}

fn renamed(gone: &Value, come: &Value, of: usize) -> bool {
    match (gone.as_str(), come.as_str()) {
        (Some(gone), Some(come)) => of == 1 || alike(gone, come),
        _ => false,
    }
}

/// Whether unknown variants are read, for plain enums and tagged unions alike.
pub fn other(walk: &mut Walk, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (rule, what) = match (has_other(old.schema), has_other(new.schema)) {
        (false, true) => (Rule::OtherAdded, "now reads values it does not know"),
        (true, false) => (
            Rule::OtherRemoved,
            "no longer reads values it does not know",
        ),
        _ => return,
    };
    let message = format!("{} {what}", place.subject);
    let edits = vec![edit(
        old,
        Act::Keyword(OTHER.to_owned(), new.get(OTHER).cloned()),
    )];
    walk.record(rule, place.keyword(OTHER), message, edits);
}
