//! The walk through two schemas side by side.

use std::collections::BTreeSet;

use serde_json::Value;

use super::edit::edit;
use super::node::Node;
use super::place::Place;
use super::recorder::{Pair, Recorder};
use super::{Act, Change};
use super::{annotations, arrays, bounds, integers, lengths, nulls, objects, rest, strings, unions, values};
use crate::rules::Rule;

/// The changes between two canonical schemas.
pub fn between(old: &Value, new: &Value) -> Vec<Change> {
    let mut walk = Walk {
        seen: BTreeSet::new(),
        same_definitions: ["$defs", "definitions"].iter().all(|key| old.get(key) == new.get(key)),
    };
    let mut recorder = Recorder::default();
    let mut waiting = vec![Pair { old: Node::root(old), new: Node::root(new), place: Place::root() }];
    while let Some(pair) = waiting.pop() {
        walk.compare(&pair, &mut recorder);
        // The first that was found is the next to be compared, with all that is inside it.
        waiting.extend(recorder.pairs.drain(..).rev());
    }
    recorder.changes
}

struct Walk {
    seen: BTreeSet<(String, String)>,
    /// The definitions of both documents are the same.
    same_definitions: bool,
}

impl Walk {
    fn compare<'a>(&mut self, pair: &Pair<'a>, recorder: &mut Recorder<'a>) {
        let Pair { old, new, place } = pair;
        if self.same_definitions && old.schema == new.schema {
            return;
        }
        let (named_old, named_new) = (old, new);
        let (old, new) = (old.resolved(), new.resolved());
        annotations::compare(recorder, (named_old, &old), (named_new, &new), place);
        if !self.seen.insert((old.at.clone(), new.at.clone())) {
            return;
        }
        let (old, new) = nulls::compare(recorder, &old, &new, place);
        if !self.seen.insert((format!("{} ", old.at), format!("{} ", new.at))) {
            return;
        }
        if old.map().is_none() || new.map().is_none() {
            if old.schema != new.schema {
                replaced(recorder, &old, &new, place);
            }
            return;
        }
        if differ_in_kind(&old, &new) {
            replaced(recorder, &old, &new, place);
            return;
        }
        if unions::compare(recorder, &old, &new, place) {
            return;
        }
        values::compare(recorder, &old, &new, place);
        integers::compare(recorder, &old, &new, place);
        bounds::compare(recorder, &old, &new, place);
        lengths::compare(recorder, &old, &new, place);
        strings::compare(recorder, &old, &new, place);
        arrays::compare(recorder, &old, &new, place);
        objects::compare(recorder, &old, &new, place);
        rest::compare(recorder, &old, &new, place);
    }
}

/// Records that one schema stands in place of another altogether.
fn replaced(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let message = format!("{} was {} and is now {}", place.subject, described(old), described(new));
    let edits = vec![edit(old, Act::Replace(new.schema.clone()))];
    recorder.record(Rule::TypeChanged, place.path.clone(), message, edits);
    annotations::replaced(recorder, old, new);
}

fn differ_in_kind(old: &Node<'_>, new: &Node<'_>) -> bool {
    let listed = |node: &Node<'_>| node.get("enum").is_some();
    let union = |node: &Node<'_>| node.get("oneOf").is_some() || node.get("anyOf").is_some();
    match (old.kinds(), new.kinds()) {
        (Some(old_kinds), Some(new_kinds)) => old_kinds != new_kinds || listed(old) != listed(new),
        (None, None) => union(old) != union(new) || listed(old) != listed(new),
        _ => true,
    }
}

/// A schema in a few words.
fn described(node: &Node<'_>) -> String {
    if node.get("enum").is_some() {
        return "one of a list of values".to_owned();
    }
    if let Some(kinds) = node.kinds() {
        return kinds.iter().map(|kind| article(kind)).collect::<Vec<_>>().join(" or ");
    }
    match node.schema {
        Value::Bool(false) => "refused".to_owned(),
        _ if node.get("oneOf").is_some() || node.get("anyOf").is_some() => "a union".to_owned(),
        _ if node.get("properties").is_some() => "an object".to_owned(),
        _ => "any value".to_owned(),
    }
}

fn article(kind: &str) -> String {
    match kind {
        "array" | "integer" | "object" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}
