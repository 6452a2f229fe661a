//! A change on one side of a type.

use super::Edit;
use crate::rules::Rule;

/// One named difference between two schemas.
#[derive(Debug, Clone)]
pub struct Change {
    /// The rule that names it.
    pub rule: Rule,
    /// Where, as a path through the schema with references followed.
    pub path: String,
    /// What happened, in words.
    pub message: String,
    /// What to do instead, when there is more to say than the page of the rule does.
    pub advice: Option<String>,
    /// What turns the old schema into one with only this change.
    pub edits: Vec<Edit>,
}
