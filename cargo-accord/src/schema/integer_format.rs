//! Integer formats, which are ranges.

use serde_json::{Value, json};

use super::traverse::for_each_subschema_mut;

/// Smallest and largest value of an integer format.
#[must_use]
pub fn integer_range(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" | "int" => (i64::MIN.into(), i64::MAX.into()),
        "int128" => (i128::MIN, i128::MAX),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" | "uint" => (0, u64::MAX.into()),
        "uint128" => (0, i128::MAX),
        _ => return None,
    })
}

/// The schema with the range of every integer format written out, for validators that take a
/// format for documentation.
#[must_use]
pub fn with_integer_bounds(schema: &Value) -> Value {
    let mut bounded = schema.clone();
    bound(&mut bounded);
    bounded
}

fn bound(schema: &mut Value) {
    for_each_subschema_mut(schema, &mut bound);
    let range = schema
        .get("format")
        .and_then(Value::as_str)
        .and_then(integer_range);
    if let (Some((low, high)), Value::Object(map)) = (range, schema) {
        // Wider formats do not fit a JSON number; no document in use comes near their ends.
        if let (Ok(low), Ok(high)) = (i64::try_from(low), u64::try_from(high)) {
            map.entry("minimum").or_insert_with(|| json!(low));
            map.entry("maximum").or_insert_with(|| json!(high));
        }
    }
}
