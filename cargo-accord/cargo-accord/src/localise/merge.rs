//! The two sides of a type together: one change of a struct shows in what it reads and in what it
//! writes.

use serde_json::Value;

use super::Edit;
use super::change::{Change, Unseen};
use super::walk::between;
use crate::rules::Rule;

/// One change of a type.
#[derive(Debug, Clone)]
pub struct TypeChange {
    /// The rule that names it.
    pub rule: Rule,
    /// What to do instead.
    pub advice: Option<String>,
    /// Questions that the engine cannot answer for this change.
    pub unseen: Vec<Unseen>,
    /// Where, as a path through the schema with references followed.
    pub path: String,
    /// What happened, in words.
    pub message: String,
    /// What it does to the documents that are read.
    pub accepts: Vec<Edit>,
    /// What it does to the documents that are written.
    pub emits: Vec<Edit>,
}

/// The changes of a type, from its canonical schemas.
#[must_use]
pub fn changes(old: (&Value, &Value), new: (&Value, &Value)) -> Vec<TypeChange> {
    let read = between(old.0, new.0);
    // Most types write what they read.
    let mut written = match old.0 == old.1 && new.0 == new.1 {
        true => read.clone(),
        false => between(old.1, new.1),
    };
    let mut result = Vec::new();
    for change in read {
        let twin = written.iter().position(|other| is_twin(&change, other));
        let emits = twin.map(|at| written.remove(at).edits).unwrap_or_default();
        result.push(TypeChange { emits, ..TypeChange::in_what_is_read(change) });
    }
    for change in written {
        let mut change = TypeChange::in_what_is_read(change);
        change.message.push_str(" (in what is written)");
        std::mem::swap(&mut change.accepts, &mut change.emits);
        result.push(change);
    }
    result
}

impl TypeChange {
    /// A change of which only the reading side is known.
    fn in_what_is_read(change: Change) -> Self {
        let Change { rule, path, message, advice, unseen, edits } = change;
        Self { rule, path, message, advice, unseen, accepts: edits, emits: Vec::new() }
    }
}

/// The same change, seen from the other side.
fn is_twin(read: &Change, written: &Change) -> bool {
    // A field with a serde default is optional to read and always written.
    let family = |rule| match rule {
        Rule::FieldAddedOptional => Rule::FieldAddedRequired,
        other => other,
    };
    let same_values = |change: &Change| match change.rule {
        // Several values of one list share a path.
        Rule::EnumValueAdded | Rule::EnumValueRemoved => change.message.clone(),
        _ => String::new(),
    };
    read.path == written.path && family(read.rule) == family(written.rule) && same_values(read) == same_values(written)
}
