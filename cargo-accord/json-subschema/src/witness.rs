//! A counter-example has to convince an independent validator, and is then made smaller.

use jsonschema::Validator;
use serde_json::{Map, Value};

use super::schema::Schema;

/// How many smaller documents are tried.
const MAX_TRIES: usize = 150;

/// The smallest witness found, if the document is valid on the left and invalid on the right.
pub(crate) fn check(left: &Schema, right: &Schema, formats: bool, document: Value) -> Option<Value> {
    let left = left.validator(formats)?;
    let right = right.validator(formats)?;
    if !is_witness(left, right, &document) {
        return None;
    }
    let mut witness = document;
    let mut tries = 0;
    while let Some(smaller) = smaller(&witness).into_iter().find(|smaller| {
        tries += 1;
        tries <= MAX_TRIES && is_witness(left, right, smaller)
    }) {
        witness = smaller;
    }
    Some(witness)
}

fn is_witness(left: &Validator, right: &Validator, document: &Value) -> bool {
    left.is_valid(document) && !right.is_valid(document)
}

/// Documents with one part less: a property, an item, or a scalar in place of something larger.
fn smaller(document: &Value) -> Vec<Value> {
    let mut documents = Vec::new();
    match document {
        Value::Object(members) => {
            for key in members.keys() {
                let mut fewer = members.clone();
                fewer.remove(key);
                documents.push(Value::Object(fewer));
            }
            for (key, member) in members {
                for smaller in smaller(member) {
                    let mut changed: Map<String, Value> = members.clone();
                    changed.insert(key.clone(), smaller);
                    documents.push(Value::Object(changed));
                }
            }
        }
        Value::Array(items) => {
            // From the back: the places of the others stay what they are.
            for index in (0..items.len()).rev() {
                let mut fewer = items.clone();
                fewer.remove(index);
                documents.push(Value::Array(fewer));
            }
            for (index, item) in items.iter().enumerate() {
                for smaller in smaller(item) {
                    let mut changed = items.clone();
                    changed[index] = smaller;
                    documents.push(Value::Array(changed));
                }
            }
        }
        _ => {}
    }
    documents.truncate(MAX_TRIES);
    documents
}
