//! A change on one side of a type.

use super::Edit;
use crate::contract::Question;
use crate::rules::Rule;

/// One named difference between two schemas.
#[derive(Debug, Clone)]
pub struct Change {
    /// The rule that names it.
    pub rule: Rule,
    /// Where, as a path through the schema with references followed.
    pub path: String,
    /// What to do instead, when there is more to say than the page of the rule does.
    pub advice: Option<String>,
    /// Questions that the engine cannot answer for this change: the keyword that it does not see,
    /// and why it matters.
    pub unseen: Vec<Unseen>,
    /// What happened, in words.
    pub message: String,
    /// What turns the old schema into one with only this change.
    pub edits: Vec<Edit>,
}

/// A question that JSON Schema cannot put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Which of the two.
    pub question: Question,
    /// The keyword that says more than the engine sees.
    pub keyword: &'static str,
    /// Why the answer may be no.
    pub reason: String,
    /// A text that is written and refused, if one is known.
    pub text: Option<String>,
}
