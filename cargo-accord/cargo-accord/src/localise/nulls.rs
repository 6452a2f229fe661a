//! Whether `null` is taken, which schemars can spell in three ways.

use serde_json::Value;

use super::Act;
use super::edit::edit;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::rules::Rule;

/// Compares nullability and returns what is left of both schemas without it.
pub fn compare<'o, 'n>(
    recorder: &mut Recorder<'_>,
    old: &Node<'o>,
    new: &Node<'n>,
    place: &Place,
) -> (Node<'o>, Node<'n>) {
    let (was, is) = (takes_null(old), takes_null(new));
    let only_null = |node: &Node<'_>| node.get("type").is_some_and(|kind| kind == "null");
    if was != is && !only_null(old) && !only_null(new) {
        let (rule, act, what) = match is {
            true => (Rule::NullableAdded, Act::AllowNull, "may now be null"),
            false => (Rule::NullableRemoved, Act::ForbidNull, "may no longer be null"),
        };
        let message = format!("{} {what}", place.subject);
        recorder.record(rule, place.path.clone(), message, vec![edit(old, act)]);
    }
    (without_null(old), without_null(new))
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "null")
        || schema.get("enum").is_some_and(|values| *values == serde_json::json!([null]))
}

fn takes_null(node: &Node<'_>) -> bool {
    let kind = node.get("type").and_then(Value::as_array);
    is_null(node.schema)
        || kind.is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"))
        || node.list("enum").iter().any(Value::is_null)
        || ["anyOf", "oneOf"].iter().any(|keyword| node.list(keyword).iter().any(is_null))
}

/// The alternative beside `null`, when there is exactly one.
fn without_null<'a>(node: &Node<'a>) -> Node<'a> {
    for keyword in ["anyOf", "oneOf"] {
        let list = node.list(keyword);
        let mut rest = (0..list.len()).filter(|index| !is_null(&list[*index]));
        if let (Some(only), None) = (rest.next(), rest.next())
            && list.len() > 1
            && let Some(inner) = node.inner(&format!("/{keyword}/{only}"))
        {
            return inner.resolved();
        }
    }
    node.clone()
}
