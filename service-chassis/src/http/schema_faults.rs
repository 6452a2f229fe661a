//! What the JSON Schema of a request finds wrong with a document.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::faults::{Faults, WRONG_FORM, escaped};

/// The validator is compiled here and thrown away: it is for refused documents only, and there a millisecond is cheap.
pub fn schema_faults(schema: &Value, document: &Value, faults: &mut Faults) {
    let validator: Result<Validator, _> = jsonschema::options().should_validate_formats(true).build(schema);
    match validator {
        Ok(validator) => validator.iter_errors(document).for_each(|error| add(&error, faults)),
        Err(error) => tracing::error!(%error, "failed to compile the schema of a request"),
    }
}

fn add(error: &ValidationError<'_>, faults: &mut Faults) {
    let at = error.instance_path().to_string();
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let property = property.as_str().unwrap_or_default();
            faults.entry(format!("{at}/{}", escaped(property))).or_insert_with(|| "is missing".to_owned());
        }
        // An optional object is one of two: the object or null. What is wrong with the object is what matters.
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            let deepest = context.iter().max_by_key(|branch| depth(branch, &at));
            match deepest.filter(|branch| depth(branch, &at) > 0) {
                Some(branch) => branch.iter().for_each(|error| add(error, faults)),
                None => {
                    faults.entry(at).or_insert_with(|| one_of(context).unwrap_or_else(|| WRONG_FORM.to_owned()));
                }
            }
        }
        _ => {
            // Without the value, which may be long, or private.
            faults.entry(at).or_insert_with(|| error.masked().to_string());
        }
    }
}

/// The words that are allowed, where each branch is one.
fn one_of(context: &[Vec<ValidationError<'_>>]) -> Option<String> {
    let word = |branch: &Vec<ValidationError<'_>>| {
        branch.iter().find_map(|error| match error.kind() {
            ValidationErrorKind::Constant { expected_value } => expected_value.as_str().map(str::to_owned),
            _ => None,
        })
    };
    let words = context.iter().map(word).collect::<Option<Vec<_>>>()?;
    Some(format!("is not one of {}", words.join(", ")))
}

/// Whether a branch has got further than its first step: 1 when it complains about something inside the value.
fn depth(branch: &[ValidationError<'_>], at: &str) -> usize {
    let inside = |error: &ValidationError<'_>| {
        matches!(error.kind(), ValidationErrorKind::Required { .. })
            || error.instance_path().to_string().len() > at.len()
    };
    usize::from(branch.iter().any(inside))
}
