//! The `x-accord-*` keywords: what serde and garde do and JSON Schema cannot see.

use json_subschema::SchemaError;
use serde_json::Value;

use super::pointer::escape;
use super::traverse::for_each_subschema;

/// Other names under which a field is read: `#[serde(alias)]`.
pub const ALIAS: &str = "x-accord-alias";
/// An enum that reads any unknown variant: `#[serde(other)]`.
pub const OTHER: &str = "x-accord-other";
/// A token for a validator that is code.
pub const CUSTOM: &str = "x-accord-custom";
/// The unit in which a length is counted, when it is not characters.
pub const LENGTH: &str = "x-accord-length";

/// What one unit of a string's length is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LengthMode {
    /// What a reader perceives as one letter.
    Graphemes,
    /// Unicode scalar values, as JSON Schema counts.
    Chars,
    /// As JavaScript counts.
    Utf16,
    /// UTF-8 bytes, as `str::len` counts.
    Bytes,
}

/// A keyword that is not as it is defined.
pub type Fault = SchemaError;

/// The other names of a field.
pub fn aliases(schema: &Value) -> impl Iterator<Item = &str> {
    let list = schema.get(ALIAS).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}

/// Whether an enum reads variants it does not know.
#[must_use]
pub fn has_other(schema: &Value) -> bool {
    schema.get(OTHER) == Some(&Value::Bool(true))
}

/// The unit in which the length of a string is counted.
#[must_use]
pub fn length_mode(schema: &Value) -> LengthMode {
    match schema.get(LENGTH).and_then(Value::as_str) {
        Some("bytes") => LengthMode::Bytes,
        Some("utf16") => LengthMode::Utf16,
        Some("graphemes") => LengthMode::Graphemes,
        _ => LengthMode::Chars,
    }
}

/// Checks every `x-accord-*` keyword of a schema: a misspelt one would otherwise be ignored.
///
/// # Errors
///
/// The first keyword that is unknown or has a value of the wrong shape.
pub fn check_keywords(schema: &Value) -> Result<(), Fault> {
    if let Value::Object(map) = schema {
        for (keyword, value) in map.iter().filter(|(keyword, _)| keyword.starts_with("x-accord-")) {
            if let Some(wanted) = wanted(keyword, value) {
                return Err(Fault { pointer: format!("/{keyword}"), message: wanted });
            }
        }
    }
    let mut found = Ok(());
    for_each_subschema(schema, &mut |keyword, step, sub| {
        if found.is_ok() {
            found = check_keywords(sub).map_err(|fault| {
                let step = step.map(|step| format!("/{}", escape(step))).unwrap_or_default();
                Fault { pointer: format!("/{keyword}{step}{}", fault.pointer), ..fault }
            });
        }
    });
    found
}

fn wanted(keyword: &str, value: &Value) -> Option<String> {
    let (fits, wanted) = match keyword {
        ALIAS => (value.as_array().is_some_and(|names| names.iter().all(Value::is_string)), "a list of names"),
        OTHER => (value.is_boolean(), "true or false"),
        CUSTOM => (value.is_string(), "a string that changes with the validator"),
        LENGTH => (
            value.as_str().is_some_and(|mode| ["bytes", "chars", "graphemes", "utf16"].contains(&mode)),
            "one of \"bytes\", \"chars\", \"graphemes\", \"utf16\"",
        ),
        _ => return Some(format!("unknown keyword {keyword}")),
    };
    (!fits).then(|| format!("{keyword} must be {wanted}"))
}

impl std::fmt::Display for LengthMode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Graphemes => "graphemes",
            Self::Chars => "characters",
            Self::Utf16 => "UTF-16 units",
            Self::Bytes => "bytes",
        })
    }
}
