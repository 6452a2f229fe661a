//! What makes the documents of Rust types exact: formats as assertions, and closed objects.

use std::sync::Arc;

use json_subschema::{Answer, Objects, Options, Schema, is_subschema};
use serde_json::{Value, json};

use super::{ask, ask_with_formats, witness};

fn integer(format: &str) -> Value {
    json!({"type": "integer", "format": format})
}

#[test]
fn integer_formats_are_ranges() {
    assert_eq!(ask_with_formats(&integer("int32"), &integer("int64")), Answer::Contained);
    assert_eq!(ask_with_formats(&integer("uint8"), &integer("int16")), Answer::Contained);
    assert_eq!(witness(ask_with_formats(&integer("int64"), &integer("int32"))), json!(-2_147_483_649_i64));
    assert_eq!(witness(ask_with_formats(&integer("int8"), &integer("uint8"))), json!(-1));
    assert_eq!(witness(ask_with_formats(&integer("uint64"), &integer("int64"))), json!(9_223_372_036_854_775_808_u64));
    // Plain JSON Schema knows nothing of them.
    assert_eq!(ask(&integer("int64"), &integer("int32")), Answer::Contained);
}

#[test]
fn string_formats_are_compared_by_name() {
    let format = |name: &str| json!({"type": "string", "format": name});
    let string = json!({"type": "string"});
    assert_eq!(ask_with_formats(&format("uuid"), &format("uuid")), Answer::Contained);
    assert_eq!(ask_with_formats(&format("uuid"), &string), Answer::Contained);
    assert_eq!(witness(ask_with_formats(&string, &format("uuid"))), json!(""));
    assert!(witness(ask_with_formats(&format("date-time"), &format("date"))).is_string());
    let unknown = ask_with_formats(&string, &format("our-own"));
    assert!(matches!(unknown, Answer::Undecided { ref keyword, .. } if keyword == "format"), "{unknown:?}");
    assert_eq!(ask(&string, &format("uuid")), Answer::Contained);
}

fn emits_in(emits: &Value, accepts: &Value) -> Answer {
    let emits = Schema::parse_as(Arc::new(emits.clone()), Objects::Closed).unwrap();
    let accepts = Schema::parse(accepts).unwrap();
    is_subschema(&emits, &accepts, &Options::default().with_formats())
}

#[test]
fn what_is_written_has_no_unknown_properties() {
    let emits = json!({"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]});
    let strict = json!({"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}, "additionalProperties": false});
    assert_eq!(emits_in(&emits, &strict), Answer::Contained);
    let open = Schema::parse(&emits).unwrap();
    let verdict = is_subschema(&open, &Schema::parse(&strict).unwrap(), &Options::default().with_formats());
    assert!(matches!(verdict, Answer::NotContained { .. }));
}

#[test]
fn closing_reaches_inside() {
    let emits = json!({
        "type": "object",
        "properties": {"list": {"type": "array", "items": {"$ref": "#/$defs/item"}}},
        "$defs": {"item": {"type": "object", "properties": {"x": true}}},
    });
    let strict = json!({
        "properties": {"list": {"items": {"properties": {"x": true}, "additionalProperties": false}}},
    });
    assert_eq!(emits_in(&emits, &strict), Answer::Contained);
}

#[test]
fn a_flattened_struct_is_closed_with_what_it_is_flattened_into() {
    let emits = json!({
        "type": "object",
        "properties": {"a": {"type": "integer"}},
        "required": ["a"],
        "allOf": [{"$ref": "#/$defs/more"}],
        "$defs": {"more": {"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]}},
    });
    let same =
        json!({"properties": {"a": {"type": "integer"}, "b": {"type": "string"}}, "additionalProperties": false});
    assert_eq!(emits_in(&emits, &same), Answer::Contained);
    let nothing = json!(false);
    assert_eq!(witness(emits_in(&emits, &nothing)), json!({"a": 0, "b": ""}));
}

#[test]
fn a_flattened_map_stays_open() {
    let emits = json!({"type": "object", "properties": {"a": true}, "additionalProperties": {"type": "string"}});
    let strict = json!({"properties": {"a": true}, "additionalProperties": false});
    assert!(matches!(emits_in(&emits, &strict), Answer::NotContained { .. }));
}

#[test]
fn an_option_of_a_struct_is_closed_by_the_struct() {
    let emits = json!({
        "anyOf": [{"$ref": "#/$defs/item"}, {"type": "null"}],
        "$defs": {"item": {"type": "object", "properties": {"x": true}}},
    });
    let strict = json!({"type": ["object", "null"], "properties": {"x": true}, "additionalProperties": false});
    assert_eq!(emits_in(&emits, &strict), Answer::Contained);
}
