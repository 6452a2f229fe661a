//! Which part of a document is refused.

use serde::Serialize;
use serde_json::Value;

use crate::schema::for_reader;

/// Where a reader stops, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// JSON pointer into the document.
    pub at: String,
    /// The reason, in words.
    pub why: String,
}

/// Asks the validator why `accepts` refuses `document`.
///
/// Nothing when the refusal cannot be localised, as with formats that only contracts know.
#[must_use]
pub fn refusal(accepts: &Value, document: &Value) -> Option<Refusal> {
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&for_reader(accepts))
        .ok()?;
    // The deepest fault says the most: an `anyOf` fails as a whole because of it.
    let deepest = validator
        .iter_errors(document)
        .max_by_key(|error| error.instance_path().as_str().len())?;
    Some(Refusal {
        at: deepest.instance_path().as_str().to_owned(),
        why: deepest.to_string(),
    })
}
