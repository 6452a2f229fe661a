//! How long a string, how many items, how many entries, and in which unit.

use serde_json::Value;

use super::edit::carry;
use super::length_units;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::rules::Rule;

const LENGTHS: [(&str, bool, &str); 6] = [
    ("minLength", true, "characters"),
    ("maxLength", false, "characters"),
    ("minItems", true, "items"),
    ("maxItems", false, "items"),
    ("minProperties", true, "entries"),
    ("maxProperties", false, "entries"),
];

pub fn compare(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    for (keyword, lower, unit) in LENGTHS {
        // The arity of a tuple is reported separately.
        if old.get("prefixItems").is_some() && keyword.ends_with("Items") {
            continue;
        }
        let number = |node: &Node<'_>| node.get(keyword).and_then(Value::as_u64);
        let (before, after) = (number(old), number(new));
        let same = if lower { before.unwrap_or(0) == after.unwrap_or(0) } else { before == after };
        if same {
            continue;
        }
        let tighter = match lower {
            true => after.unwrap_or(0) > before.unwrap_or(0),
            false => after.unwrap_or(u64::MAX) < before.unwrap_or(u64::MAX),
        };
        let words = if lower { "at least" } else { "at most" };
        let said = |length: Option<u64>| length.map_or("unbounded".to_owned(), |n| n.to_string());
        let message = match after {
            Some(after) => format!("{} must have {words} {after} {unit}, was {}", place.subject, said(before)),
            None => format!("{} had {words} {} {unit} and is now unbounded", place.subject, said(before)),
        };
        let rule = if tighter { Rule::LengthTightened } else { Rule::LengthLoosened };
        recorder.record(rule, place.keyword(keyword), message, carry(old, new, &[keyword]));
    }
    length_units::compare(recorder, old, new, place);
}
