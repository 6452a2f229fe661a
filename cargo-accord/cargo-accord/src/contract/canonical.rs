//! One spelling for one document.

use serde_json::{Map, Value};

/// Writes a document in canonical form: sorted keys, two-space indent, a newline at the end.
///
/// ```
/// let value = serde_json::json!({"b": 1, "a": [true]});
/// assert_eq!(accord::contract::canonical_json(&value), "{\n  \"a\": [\n    true\n  ],\n  \"b\": 1\n}\n");
/// ```
#[must_use]
pub fn canonical_json(value: &Value) -> String {
    format!("{:#}\n", sorted(value))
}

/// Sorts explicitly: another crate in the build may switch `serde_json` to insertion order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            Value::Object(entries.into_iter().map(|(key, value)| (key.clone(), sorted(value))).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        scalar => scalar.clone(),
    }
}
