//! What a schema says to people only.

use serde_json::Value;

use super::traverse::for_each_subschema_mut;

/// Keywords that no reader and no writer obeys.
const DOCUMENTATION: [&str; 5] = ["$comment", "$schema", "description", "examples", "title"];

/// The schema without titles, descriptions, examples and comments.
///
/// `default` and `deprecated` stay: they are said to people too, but a change of either is a
/// change that a reader of the release notes must learn of.
#[must_use]
pub fn without_documentation(schema: &Value) -> Value {
    let mut plain = schema.clone();
    strip(&mut plain);
    plain
}

fn strip(schema: &mut Value) {
    if let Value::Object(map) = schema {
        map.retain(|keyword, _| !DOCUMENTATION.contains(&keyword.as_str()));
    }
    for_each_subschema_mut(schema, &mut strip);
}
