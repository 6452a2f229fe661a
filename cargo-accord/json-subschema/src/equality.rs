//! Equality of JSON values as JSON Schema means it: `1` and `1.0` are one value.

use serde_json::Value;

use super::decimal;

/// One text for all spellings of a value; values that are equal have equal texts.
pub(crate) fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push('n'),
        Value::Bool(true) => text.push('t'),
        Value::Bool(false) => text.push('f'),
        Value::Number(number) => {
            text.push('#');
            text.push_str(&decimal::canonical(number));
        }
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in members {
                write_string(key, text);
                write(value, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}

/// The length in front makes the text unambiguous without escapes.
fn write_string(string: &str, text: &mut String) {
    text.push('"');
    text.push_str(&string.len().to_string());
    text.push(':');
    text.push_str(string);
}
