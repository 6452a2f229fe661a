//! Fields of a struct.

use serde_json::{Value, json};

use super::node::Node;
use super::place::Place;
use super::renames::{self, Rename};
use super::walk::{Walk, edit};
use super::{Act, Edit};
use crate::rules::Rule;
use crate::schema::{ALIAS, aliases, escape};

pub fn compare(walk: &mut Walk, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (before, after) = (names(old), names(new));
    for name in before.iter().filter(|name| after.contains(name)) {
        common(walk, old, new, name, place);
    }
    let mut gone: Vec<&str> = before.iter().copied().filter(|name| !after.contains(name)).collect();
    let mut come: Vec<&str> = after.iter().copied().filter(|name| !before.contains(name)).collect();
    let renames = renames::among(old, new, &gone, &come);
    gone.retain(|name| !renames.iter().any(|rename| rename.from == *name));
    come.retain(|name| !renames.iter().any(|rename| rename.to == *name));
    renamed(walk, old, new, &renames, place);
    for name in come {
        added(walk, old, new, name, place);
    }
    for name in gone {
        let message = format!("{} was removed", place.field(name).subject);
        walk.record(Rule::FieldRemoved, place.field(name).path, message, removal(old, name));
    }
}

fn names<'a>(node: &Node<'a>) -> Vec<&'a str> {
    let properties = node.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

pub fn field<'a>(node: &Node<'a>, name: &str) -> Option<Node<'a>> {
    node.inner(&format!("/properties/{}", escape(name)))
}

fn common(walk: &mut Walk, old: &Node<'_>, new: &Node<'_>, name: &str, place: &Place) {
    let (Some(before), Some(after)) = (field(old, name), field(new, name)) else {
        return;
    };
    let place = place.field(name);
    match (old.requires(name), new.requires(name)) {
        (false, true) => {
            let message = format!("{} must now be there", place.subject);
            let edits = vec![edit(old, Act::Add("required", vec![json!(name)]))];
            walk.record(Rule::FieldMadeRequired, place.path.clone(), message, edits);
        }
        (true, false) => {
            let message = format!("{} may now be absent", place.subject);
            let edits = vec![edit(old, Act::Remove("required", vec![json!(name)]))];
            walk.record(Rule::FieldMadeOptional, place.path.clone(), message, edits);
        }
        _ => {}
    }
    alias(walk, &before, &after, &place);
    walk.pair(&before, &after, &place);
}

fn alias(walk: &mut Walk, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let (before, after): (Vec<_>, Vec<_>) = (aliases(old.schema).collect(), aliases(new.schema).collect());
    let said = |names: &[&str]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    let edits = || vec![edit(old, Act::Keyword(ALIAS.to_owned(), new.get(ALIAS).cloned()))];
    let added: Vec<_> = after.iter().copied().filter(|name| !before.contains(name)).collect();
    let removed: Vec<_> = before.iter().copied().filter(|name| !after.contains(name)).collect();
    if !added.is_empty() {
        let message = format!("{} is also read as {}", place.subject, said(&added));
        walk.record(Rule::AliasAdded, place.keyword(ALIAS), message, edits());
    }
    if !removed.is_empty() {
        let message = format!("{} is no longer read as {}", place.subject, said(&removed));
        walk.record(Rule::AliasRemoved, place.keyword(ALIAS), message, edits());
    }
}

fn added(walk: &mut Walk, old: &Node<'_>, new: &Node<'_>, name: &str, place: &Place) {
    let place = place.field(name);
    let (rule, what) = match new.requires(name) {
        true => (Rule::FieldAddedRequired, "required field"),
        false => (Rule::FieldAddedOptional, "optional field"),
    };
    let message = format!("the {what} {} was added", place.subject);
    walk.record(rule, place.path, message, addition(old, new, name));
}

fn addition(old: &Node<'_>, new: &Node<'_>, name: &str) -> Vec<Edit> {
    let schema = field(new, name).map(|node| node.schema.clone());
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

fn renamed(walk: &mut Walk, old: &Node<'_>, new: &Node<'_>, renames: &[Rename<'_>], place: &Place) {
    let edits = |rename: &Rename<'_>| {
        let mut edits = removal(old, rename.from);
        edits.extend(addition(old, new, rename.to));
        edits
    };
    if renames.len() > 1 && renames.iter().all(|rename| renames::recased(rename.from, rename.to)) {
        let message = format!(
            "all of {} fields of {} are spelt in another case, such as `{}` for `{}`",
            renames.len(),
            place.subject,
            renames[0].to,
            renames[0].from
        );
        let edits = renames.iter().flat_map(edits).collect();
        walk.record(Rule::FieldsRecased, place.keyword("properties"), message, edits);
        return;
    }
    for rename in renames {
        let Rename { from, to, kept } = rename;
        let message = match kept {
            true => format!("`{from}` is now called `{to}` and still read under its old name"),
            false => format!("`{from}` looks renamed to `{to}`"),
        };
        walk.record(Rule::FieldRenamed, place.field(to).path, message, edits(rename));
        if !kept {
            walk.advise(format!("keep reading the old name with `#[serde(alias = \"{from}\")]`"));
        }
    }
}
