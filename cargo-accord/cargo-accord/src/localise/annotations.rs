//! What is said beside a type: defaults, deprecation, opaque validators.

use serde_json::Value;

use super::Act;
use super::change::Unseen;
use super::edit::edit;
use super::node::Node;
use super::place::Place;
use super::recorder::Recorder;
use crate::contract::Question;
use crate::rules::Rule;
use crate::schema::{CUSTOM, for_each_subschema};

/// A reference and the schema behind it: either may carry the annotation.
type Said<'n, 'a> = (&'n Node<'a>, &'n Node<'a>);

pub fn compare(recorder: &mut Recorder<'_>, old: Said<'_, '_>, new: Said<'_, '_>, place: &Place) {
    default(recorder, old, new, place);
    deprecated(recorder, old, new, place);
    custom(recorder, old, new, place);
}

fn said<'a>((reference, schema): Said<'_, 'a>, keyword: &str) -> Option<&'a Value> {
    reference.get(keyword).or_else(|| schema.get(keyword))
}

fn default(recorder: &mut Recorder<'_>, old: Said<'_, '_>, new: Said<'_, '_>, place: &Place) {
    let (before, after) = (said(old, "default"), said(new, "default"));
    // A default that comes or goes with the obligation to be present is reported with the field.
    let (Some(before), Some(after)) = (before, after) else {
        return;
    };
    if before != after {
        let subject = &place.subject;
        let message = format!("the default of {subject} was {before} and is now {after}");
        recorder.record(Rule::DefaultChanged, place.keyword("default"), message, vec![]);
    }
}

fn deprecated(recorder: &mut Recorder<'_>, old: Said<'_, '_>, new: Said<'_, '_>, place: &Place) {
    let is = |said_by| said(said_by, "deprecated") == Some(&Value::Bool(true));
    let (rule, what) = match (is(old), is(new)) {
        (false, true) => (Rule::DeprecatedAdded, "is deprecated"),
        (true, false) => (Rule::DeprecatedRemoved, "is no longer deprecated"),
        _ => return,
    };
    let message = format!("{} {what}", place.subject);
    recorder.record(rule, place.keyword("deprecated"), message, vec![]);
}

fn custom(recorder: &mut Recorder<'_>, old: Said<'_, '_>, new: Said<'_, '_>, place: &Place) {
    let (before, after) = (said(old, CUSTOM), said(new, CUSTOM));
    let (rule, what) = match (before, after) {
        (None, Some(after)) => (Rule::CustomAdded, format!("is now checked by code ({after})")),
        (Some(before), None) => (Rule::CustomRemoved, format!("is no longer checked by code ({before})")),
        (Some(before), Some(after)) if before != after => {
            (Rule::CustomChanged, format!("is checked by other code ({before}, now {after})"))
        }
        _ => return,
    };
    let message = format!("{} {what}", place.subject);
    let edits = vec![edit(old.0, Act::Keyword(CUSTOM.to_owned(), after.cloned()))];
    recorder.record(rule, place.keyword(CUSTOM), message, edits);
    if after.is_some() {
        recorder.unseen(opaque(Question::OldReadByNew, "what the new validator refuses is not known"));
    }
    if before.is_some() {
        recorder.unseen(opaque(Question::NewReadByOld, "what the old validator refuses is not known"));
    }
}

/// A schema that stands in place of another may bring checks that the engine does not see.
pub fn replaced(recorder: &mut Recorder<'_>, old: &Node<'_>, new: &Node<'_>) {
    let (before, after) = (tokens(&old.alone()), tokens(&new.alone()));
    if after.iter().any(|token| !before.contains(token)) {
        let reason = "what the new validator refuses is not known";
        recorder.unseen(opaque(Question::OldReadByNew, reason));
    }
    if before.iter().any(|token| !after.contains(token)) {
        let reason = "what the old validator refuses is not known";
        recorder.unseen(opaque(Question::NewReadByOld, reason));
    }
}

fn tokens(schema: &Value) -> Vec<Value> {
    let mut found: Vec<Value> = schema.get(CUSTOM).cloned().into_iter().collect();
    for_each_subschema(schema, &mut |_, _, sub| found.extend(tokens(sub)));
    found
}

fn opaque(question: Question, reason: &str) -> Unseen {
    Unseen { question, keyword: CUSTOM, reason: reason.to_owned(), text: None }
}
