//! Patterns, formats and encodings of strings.

use serde_json::Value;

use super::change::Unseen;
use super::edit::carry;
use super::integers::format_of;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::contract::Question;
use crate::rules::Rule;

pub fn compare(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    pattern(recorder, old, new, place);
    format(recorder, old, new, place);
    let encoding = ["contentEncoding", "contentMediaType"];
    let edits = carry(old, new, &encoding);
    if edits.is_empty() {
        return;
    }
    let message = format!("{} is encoded differently", place.subject);
    recorder.record(Rule::ContentEncodingChanged, place.keyword("contentEncoding"), message, edits);
    for question in Question::ALL {
        recorder.unseen(Unseen {
            question,
            keyword: "contentEncoding",
            reason: "the text is read as other bytes".to_owned(),
            text: None,
        });
    }
}

fn pattern(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    let text = |node: &Node<'_>| node.get("pattern").and_then(Value::as_str).map(str::to_owned);
    let subject = &place.subject;
    let (rule, message) = match (text(old), text(new)) {
        (None, Some(after)) => (Rule::PatternAdded, format!("{subject} must match `{after}`")),
        (Some(before), None) => (Rule::PatternRemoved, format!("{subject} need no longer match `{before}`")),
        (Some(before), Some(after)) if before != after => {
            (Rule::PatternChanged, format!("{subject} must match `{after}`, was `{before}`"))
        }
        _ => return,
    };
    recorder.record(rule, place.keyword("pattern"), message, carry(old, new, &["pattern"]));
}

fn format(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>, place: &Place) {
    if format_of(old).is_some() || format_of(new).is_some() {
        return;
    }
    let text = |node: &Node<'_>| node.get("format").and_then(Value::as_str).map(str::to_owned);
    let subject = &place.subject;
    let message = match (text(old), text(new)) {
        (None, Some(after)) => format!("{subject} must now be of format `{after}`"),
        (Some(before), None) => format!("{subject} need no longer be a `{before}`"),
        (Some(before), Some(after)) if before != after => {
            format!("{subject} must now be of format `{after}`, was of `{before}`")
        }
        _ => return,
    };
    recorder.record(Rule::FormatChanged, place.keyword("format"), message, carry(old, new, &["format"]));
}
