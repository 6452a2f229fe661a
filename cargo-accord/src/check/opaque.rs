//! Changes that JSON Schema cannot see, and so the engine cannot judge.

use serde_json::Value;

use crate::contract::Question;
use crate::localise::TypeChange;
use crate::rules::Rule;
use crate::schema::{CUSTOM, LENGTH};
use crate::subschema::Verdict;

/// Whether the engine has nothing to say about a rule.
pub fn is_opaque(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::CustomAdded | Rule::CustomRemoved | Rule::CustomChanged | Rule::LengthModeChanged
    )
}

/// The answer for a change that the engine does not see; nothing when it holds.
pub fn verdict(
    change: &TypeChange,
    question: Question,
    _old: &(Value, Value),
    _new: &(Value, Value),
) -> Option<Verdict> {
    let stricter_reader = question == Question::OldReadByNew;
    match change.rule {
        Rule::CustomAdded if stricter_reader => Some(unknown(
            CUSTOM,
            "what the new validator refuses is not known",
        )),
        Rule::CustomRemoved if !stricter_reader => Some(unknown(
            CUSTOM,
            "what the old validator refuses is not known",
        )),
        Rule::CustomChanged => Some(unknown(
            CUSTOM,
            "the validators are code and cannot be compared",
        )),
        Rule::LengthModeChanged => Some(unknown(
            LENGTH,
            "the same text has another length in the other unit",
        )),
        _ => None,
    }
}

fn unknown(keyword: &str, reason: &str) -> Verdict {
    Verdict::Undecided {
        keyword: keyword.to_owned(),
        reason: reason.to_owned(),
    }
}
