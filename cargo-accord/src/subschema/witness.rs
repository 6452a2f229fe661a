//! A counter-example has to convince an independent validator, and is then made smaller.

use jsonschema::Validator;
use serde_json::Value;

use super::schema::Schema;

/// The witness, if the document is valid on the left and invalid on the right.
pub(crate) fn check(
    left: &Schema,
    right: &Schema,
    contract: bool,
    document: Value,
) -> Option<Value> {
    let left = left.validator(contract)?;
    let right = right.validator(contract)?;
    is_witness(left, right, &document).then_some(document)
}

fn is_witness(left: &Validator, right: &Validator, document: &Value) -> bool {
    left.is_valid(document) && !right.is_valid(document)
}
