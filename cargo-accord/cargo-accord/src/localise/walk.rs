//! The walk through two schemas side by side.

use std::collections::BTreeSet;

use serde_json::Value;

use super::change::Unseen;
use super::node::Node;
use super::place::Place;
use super::{Act, Change, Edit};
use super::{annotations, arrays, bounds, integers, lengths, nulls, objects, rest, strings, unions, values};
use crate::rules::Rule;

/// Collects the changes between two canonical schemas.
#[derive(Debug, Default)]
pub struct Walk {
    pub changes: Vec<Change>,
    seen: BTreeSet<(String, String)>,
    /// The definitions of both documents are the same.
    same_definitions: bool,
}

impl Walk {
    /// The changes between two documents.
    pub fn between(old: &Value, new: &Value) -> Vec<Change> {
        let mut walk = Self {
            same_definitions: ["$defs", "definitions"].iter().all(|key| old.get(key) == new.get(key)),
            ..Self::default()
        };
        walk.pair(&Node::root(old), &Node::root(new), &Place::root());
        walk.changes
    }

    /// Compares two schemas that stand at the same place.
    pub fn pair(&mut self, old: &Node<'_>, new: &Node<'_>, place: &Place) {
        if self.same_definitions && old.schema == new.schema {
            return;
        }
        let (named_old, named_new) = (old, new);
        let (old, new) = (old.resolved(), new.resolved());
        annotations::compare(self, (named_old, &old), (named_new, &new), place);
        if !self.seen.insert((old.at.clone(), new.at.clone())) {
            return;
        }
        let (old, new) = nulls::compare(self, &old, &new, place);
        if !self.seen.insert((format!("{} ", old.at), format!("{} ", new.at))) {
            return;
        }
        if old.map().is_none() || new.map().is_none() {
            if old.schema != new.schema {
                self.replaced(&old, &new, place);
            }
            return;
        }
        if differ_in_kind(&old, &new) {
            self.replaced(&old, &new, place);
            return;
        }
        if unions::compare(self, &old, &new, place) {
            return;
        }
        values::compare(self, &old, &new, place);
        integers::compare(self, &old, &new, place);
        bounds::compare(self, &old, &new, place);
        lengths::compare(self, &old, &new, place);
        strings::compare(self, &old, &new, place);
        arrays::compare(self, &old, &new, place);
        objects::compare(self, &old, &new, place);
        rest::compare(self, &old, &new, place);
    }

    /// Records a change with its edits.
    pub fn record(&mut self, rule: Rule, path: String, message: String, edits: Vec<Edit>) {
        self.changes.push(Change { rule, path, message, advice: None, unseen: vec![], edits });
    }

    /// Adds advice to the change recorded last.
    pub fn advise(&mut self, advice: String) {
        if let Some(change) = self.changes.last_mut() {
            change.advice = Some(advice);
        }
    }

    /// Adds to the change recorded last a question that the engine cannot answer.
    pub fn unseen(&mut self, unseen: Unseen) {
        if let Some(change) = self.changes.last_mut() {
            change.unseen.push(unseen);
        }
    }

    /// Records that one schema stands in place of another altogether.
    pub fn replaced(&mut self, old: &Node<'_>, new: &Node<'_>, place: &Place) {
        let message = format!("{} was {} and is now {}", place.subject, described(old), described(new));
        let edits = vec![edit(old, Act::Replace(new.schema.clone()))];
        self.record(Rule::TypeChanged, place.path.clone(), message, edits);
        annotations::replaced(self, old, new);
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
