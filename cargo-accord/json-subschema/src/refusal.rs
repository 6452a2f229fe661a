use jsonschema::{ValidationError, error::ValidationErrorKind};
use serde::Serialize;
use serde_json::Value;

use crate::{options::Options, pointer, schema::Schema};

/// The part of a document that a schema refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// JSON pointer into the document.
    pub at: String,
    /// The reason, in words.
    pub why: String,
}

/// In characters. Longer values are not repeated in the reason.
const MAX_SHOWN: usize = 40;

impl Schema {
    /// Which part of a document the schema refuses, and why.
    ///
    /// `None` when it accepts the document, or when the alternatives of an `anyOf` or `oneOf`
    /// disagree about the part that is wrong.
    #[must_use]
    pub fn refusal(&self, document: &Value, options: &Options) -> Option<Refusal> {
        let errors: Vec<_> = self.validator(options.formats)?.iter_errors(document).collect();
        deepest(&errors)
    }
}

/// The deepest fault says the most: what stands around it fails because of it.
fn deepest(errors: &[ValidationError<'_>]) -> Option<Refusal> {
    let all = errors.iter().map(|error| match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            alternative(context).unwrap_or_else(|| said(error))
        }
        _ => said(error),
    });
    all.max_by_key(|refusal| refusal.at.matches('/').count())
}

fn said(error: &ValidationError<'_>) -> Refusal {
    let long = error.instance().to_string().chars().count() > MAX_SHOWN;
    // The field is at fault, not the object around it.
    let field = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => unexpected.first(),
        _ => None,
    };
    let mut at = error.instance_path().as_str().to_owned();
    if let Some(name) = field {
        pointer::push(&mut at, name);
    }
    Refusal { at, why: if long { error.masked().to_string() } else { error.to_string() } }
}

/// The fault in the alternative that the document means, judging by its tag.
fn alternative(branches: &[Vec<ValidationError<'_>>]) -> Option<Refusal> {
    let mismatch = |errors: &&Vec<ValidationError<'_>>| errors.iter().any(is_of_another_kind);
    let meant: Vec<_> = branches.iter().filter(|errors| !mismatch(errors)).collect();
    match meant.as_slice() {
        [one] => deepest(one),
        [] => {
            // All alternatives disagree with the same tag.
            let refusals: Vec<Refusal> = branches
                .iter()
                .filter_map(|errors| errors.iter().find(|error| is_of_another_kind(error)).map(said))
                .collect();
            let first = refusals.first()?;
            let tagged = refusals.iter().all(|refusal| refusal.at == first.at);
            (tagged && branches.len() > 1)
                .then(|| Refusal { at: first.at.clone(), why: "none of the known alternatives".to_owned() })
        }
        _ => None,
    }
}

fn is_of_another_kind(error: &ValidationError<'_>) -> bool {
    matches!(
        error.kind(),
        ValidationErrorKind::Constant { .. } | ValidationErrorKind::Enum { .. } | ValidationErrorKind::Type { .. }
    )
}
