//! Changes that JSON Schema cannot see, and so the engine cannot judge.

use std::sync::Arc;

use json_subschema::Answer;
use serde_json::{Value, json};

use super::question::{Side, verdict};
use super::sides::Sides;
use crate::contract::Question;
use crate::localise::{Act, Edit, TypeChange, hybrid};

/// The answer for a change that the engine does not see; nothing when it holds.
pub fn unseen(change: &TypeChange, question: Question, old: &Sides) -> Option<Answer> {
    let unseen = change.unseen.iter().find(|unseen| unseen.question == question)?;
    let witness = unseen.text.as_deref().and_then(|text| document_with(text, change, old));
    Some(match witness {
        Some(witness) => Answer::NotContained { witness },
        None => Answer::Undecided { keyword: unseen.keyword.to_owned(), reason: unseen.reason.clone() },
    })
}

/// A document of the type that has `text` at the place of the change.
///
/// The engine is asked whether all documents with that text lack that text: its "no" is one.
fn document_with(text: &str, change: &TypeChange, old: &Sides) -> Option<Value> {
    let (read, written) = (change.accepts.first()?, change.emits.first()?);
    let pinned = |at: &str, keyword: &str, value: Value| Edit {
        at: at.to_owned(),
        act: Act::Keyword(keyword.to_owned(), Some(value)),
    };
    let with = pinned(&written.at, "const", json!(text));
    let without = pinned(&read.at, "not", json!({ "const": text }));
    let nothing = json!({});
    let emits = Side::Emits.parse(&Arc::new(hybrid(&old.emits, &nothing, &[&with]))).ok()?;
    let accepts = Side::Accepts.parse(&Arc::new(hybrid(&old.accepts, &nothing, &[&without]))).ok()?;
    match verdict(&emits, &accepts) {
        Answer::NotContained { witness } => holds(&witness, text).then_some(witness),
        _ => None,
    }
}

/// Whether a document has the text somewhere.
fn holds(document: &Value, text: &str) -> bool {
    match document {
        Value::String(found) => found == text,
        Value::Array(items) => items.iter().any(|item| holds(item, text)),
        Value::Object(map) => map.values().any(|value| holds(value, text)),
        _ => false,
    }
}

/// The pointer to a text in a document.
pub fn find(document: &Value, text: &str) -> Option<String> {
    let step = |step: &str, inner: &Value| Some(format!("/{}{}", crate::schema::escape(step), find(inner, text)?));
    match document {
        Value::String(found) => (found == text).then(String::new),
        Value::Array(items) => items.iter().enumerate().find_map(|(index, inner)| step(&index.to_string(), inner)),
        Value::Object(map) => map.iter().find_map(|(key, inner)| step(key, inner)),
        _ => None,
    }
}
