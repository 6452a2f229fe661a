//! The independent validator that every witness has to convince.

use jsonschema::{Draft, Validator};
use serde_json::Value;

/// Compiles a schema; `None` when the validator refuses it.
pub(crate) fn build(document: &Value, formats: bool) -> Option<Validator> {
    let mut options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(formats);
    if formats {
        for (name, check) in super::format::CUSTOM {
            options = options.with_format(*name, *check);
        }
    }
    options.build(document).ok()
}
