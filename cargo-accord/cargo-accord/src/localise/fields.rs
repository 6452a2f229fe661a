//! Fields of a struct.

use serde_json::{Value, json};

use super::edit::edit;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use super::renames::{self, Rename};
use super::{Act, Edit};
use crate::rules::Rule;
use crate::schema::{ALIAS, aliases};

pub fn compare<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, place: &Place) {
    let (before, after) = (names(old), names(new));
    for name in before.iter().filter(|name| after.contains(name)) {
        common(recorder, old, new, name, place);
    }
    let mut gone: Vec<&str> = before.iter().copied().filter(|name| !after.contains(name)).collect();
    let mut come: Vec<&str> = after.iter().copied().filter(|name| !before.contains(name)).collect();
    let renames = renames::among(old, new, &gone, &come);
    gone.retain(|name| !renames.iter().any(|rename| rename.from == *name));
    come.retain(|name| !renames.iter().any(|rename| rename.to == *name));
    renamed(recorder, old, new, &renames, place);
    for name in come {
        added(recorder, old, new, name, place);
    }
    for name in gone {
        let message = format!("{} was removed", place.field(name).subject);
        recorder.record(Rule::FieldRemoved, place.field(name).path, message, removal(old, name));
    }
}

fn names<'a>(node: &Node<'a>) -> Vec<&'a str> {
    let properties = node.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

fn common<'a>(recorder: &mut Recorder<'a>, old: &Node<'a>, new: &Node<'a>, name: &str, place: &Place) {
    let (Some(before), Some(after)) = (old.field(name), new.field(name)) else {
        return;
    };
    let place = place.field(name);
    match (old.requires(name), new.requires(name)) {
        (false, true) => {
            let message = format!("{} must now be there", place.subject);
            let edits = vec![edit(old, Act::Add("required", vec![json!(name)]))];
            recorder.record(Rule::FieldMadeRequired, place.path.clone(), message, edits);
        }
        (true, false) => {
            let message = format!("{} may now be absent", place.subject);
            let edits = vec![edit(old, Act::Remove("required", vec![json!(name)]))];
            recorder.record(Rule::FieldMadeOptional, place.path.clone(), message, edits);
        }
        _ => {}
    }
    alias(recorder, &before, &after, &place);
    recorder.pair(before, after, place);
}

fn alias(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (before, after): (Vec<_>, Vec<_>) = (aliases(old.schema).collect(), aliases(new.schema).collect());
    let said = |names: &[&str]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    let edits = || vec![edit(old, Act::Keyword(ALIAS.to_owned(), new.get(ALIAS).cloned()))];
    let added: Vec<_> = after.iter().copied().filter(|name| !before.contains(name)).collect();
    let removed: Vec<_> = before.iter().copied().filter(|name| !after.contains(name)).collect();
    if !added.is_empty() {
        let message = format!("{} is also read as {}", place.subject, said(&added));
        recorder.record(Rule::AliasAdded, place.keyword(ALIAS), message, edits());
    }
    if !removed.is_empty() {
        let message = format!("{} is no longer read as {}", place.subject, said(&removed));
        recorder.record(Rule::AliasRemoved, place.keyword(ALIAS), message, edits());
    }
}

fn added(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, name: &str, place: &Place) {
    let place = place.field(name);
    let (rule, what) = match new.requires(name) {
        true => (Rule::FieldAddedRequired, "required field"),
        false => (Rule::FieldAddedOptional, "optional field"),
    };
    let message = format!("the {what} {} was added", place.subject);
    recorder.record(rule, place.path, message, addition(old, new, name));
}

fn addition(old: &Node<'_>, new: &Node<'_>, name: &str) -> Vec<Edit> {
    let schema = new.field(name).map(|node| node.schema.clone());
    let mut edits = vec![edit(old, Act::Entry("properties", name.to_owned(), schema))];
    if new.requires(name) {
        edits.push(edit(old, Act::Add("required", vec![json!(name)])));
    }
    edits
}

fn removal(old: &Node<'_>, name: &str) -> Vec<Edit> {
    vec![
        edit(old, Act::Entry("properties", name.to_owned(), None)),
        edit(old, Act::Remove("required", vec![json!(name)])),
    ]
}

fn renamed(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, renames: &[Rename<'_>], place: &Place) {
    let edits = |rename: &Rename<'_>| {
        let mut edits = removal(old, rename.from);
        edits.extend(addition(old, new, rename.to));
        edits
    };
    if renames.len() > 1 && renames.iter().all(|rename| renames::recased(rename.from, rename.to)) {
        let message = format!(
            "all {} fields of {} changed their case, such as `{}` for `{}`",
            renames.len(),
            place.subject,
            renames[0].to,
            renames[0].from
        );
        let edits = renames.iter().flat_map(edits).collect();
        recorder.record(Rule::FieldsRecased, place.keyword("properties"), message, edits);
        return;
    }
    for rename in renames {
        let Rename { from, to, kept } = rename;
        let message = match kept {
            true => format!("`{from}` is now called `{to}` and still read under its old name"),
            false => format!("`{from}` looks renamed to `{to}`"),
        };
        recorder.record(Rule::FieldRenamed, place.field(to).path, message, edits(rename));
        if !kept {
            recorder.advise(format!("keep reading the old name with `#[serde(alias = \"{from}\")]`"));
        }
    }
}
