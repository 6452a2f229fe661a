//! Smallest and largest number, and steps between them.

use std::cmp::Ordering;

use serde_json::Value;

use super::edit::carry;
use super::integers::{integer, is_implied};
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::rules::Rule;

const ENDS: [(&str, &str, &str); 2] =
    [("minimum", "exclusiveMinimum", "at least"), ("maximum", "exclusiveMaximum", "at most")];

pub fn compare(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    for (inclusive, exclusive, words) in ENDS {
        end(recorder, old, new, place, (inclusive, exclusive, words));
    }
    let (before, after) = (old.get("multipleOf"), new.get("multipleOf"));
    if before != after {
        let said = |step: Option<&Value>| step.map_or("any".to_owned(), |s| format!("a multiple of {s}"));
        let message = format!("{} is {}, was {}", place.subject, said(after), said(before));
        let edits = carry(old, new, &["multipleOf"]);
        recorder.record(Rule::MultipleOfChanged, place.keyword("multipleOf"), message, edits);
    }
}

fn end(
    recorder: &mut Recorder<'_>,
    old: &Node<'_>,
    new: &Node<'_>,
    place: &Place,
    (inclusive, exclusive, words): (&str, &str, &str),
) {
    let keywords = [inclusive, exclusive];
    let bound = |node: &Node<'_>| -> Option<(Value, bool)> {
        let closed = node.get(inclusive).filter(|_| !is_implied(node, inclusive));
        let open = node.get(exclusive).filter(|value| value.is_number());
        match (closed, open) {
            (None, None) => None,
            (Some(closed), None) => Some((closed.clone(), false)),
            (None, Some(open)) => Some((open.clone(), true)),
            // The stricter one counts.
            (Some(closed), Some(open)) => {
                let stricter = if inclusive == "minimum" { Ordering::Greater } else { Ordering::Less };
                match compare_numbers(closed, open) == stricter {
                    true => Some((closed.clone(), false)),
                    false => Some((open.clone(), true)),
                }
            }
        }
    };
    let (before, after) = (bound(old), bound(new));
    if before == after {
        return;
    }
    let tighter = match (&before, &after) {
        (None, _) => true,
        (_, None) => false,
        (Some((old, was_open)), Some((new, is_open))) => match compare_numbers(old, new) {
            Ordering::Equal => *is_open && !*was_open,
            Ordering::Less => inclusive == "minimum",
            Ordering::Greater => inclusive == "maximum",
        },
    };
    let said = |bound: &Option<(Value, bool)>| match bound {
        None => "unbounded".to_owned(),
        Some((value, true)) => format!("{value} (excluded)"),
        Some((value, false)) => value.to_string(),
    };
    let subject = &place.subject;
    let message = match after {
        None => format!("{subject} was {words} {} and is now unbounded", said(&before)),
        Some(_) => format!("{subject} must be {words} {}, was {}", said(&after), said(&before)),
    };
    let rule = if tighter { Rule::RangeTightened } else { Rule::RangeLoosened };
    let keyword = keywords.into_iter().find(|k| old.get(k) != new.get(k)).unwrap_or(inclusive);
    recorder.record(rule, place.keyword(keyword), message, carry(old, new, &keywords));
}

/// For wording only: the engine judges.
fn compare_numbers(left: &Value, right: &Value) -> Ordering {
    if let (Some(left), Some(right)) = (integer(left), integer(right)) {
        return left.cmp(&right);
    }
    let float = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    float(left).total_cmp(&float(right))
}
