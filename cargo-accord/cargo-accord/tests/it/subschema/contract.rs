//! The facts about Rust types that make contract documents exact.

use accord::subschema::{Options, Schema, Verdict, contained};
use serde_json::{Value, json};

use super::{ask, ask_contract, witness};

fn integer(format: &str) -> Value {
    json!({"type": "integer", "format": format})
}

#[test]
fn integer_formats_are_ranges() {
    assert_eq!(ask_contract(&integer("int32"), &integer("int64")), Verdict::Contained);
    assert_eq!(ask_contract(&integer("uint8"), &integer("int16")), Verdict::Contained);
    assert_eq!(witness(ask_contract(&integer("int64"), &integer("int32"))), json!(-2_147_483_649_i64));
    assert_eq!(witness(ask_contract(&integer("int8"), &integer("uint8"))), json!(-1));
    assert_eq!(witness(ask_contract(&integer("uint64"), &integer("int64"))), json!(9_223_372_036_854_775_808_u64));
    // Plain JSON Schema knows nothing of them.
    assert_eq!(ask(&integer("int64"), &integer("int32")), Verdict::Contained);
}

#[test]
fn string_formats_are_compared_by_name() {
    let format = |name: &str| json!({"type": "string", "format": name});
    let string = json!({"type": "string"});
    assert_eq!(ask_contract(&format("uuid"), &format("uuid")), Verdict::Contained);
    assert_eq!(ask_contract(&format("uuid"), &string), Verdict::Contained);
    assert_eq!(witness(ask_contract(&string, &format("uuid"))), json!(""));
    assert!(witness(ask_contract(&format("date-time"), &format("date"))).is_string());
    let unknown = ask_contract(&string, &format("our-own"));
    assert!(matches!(unknown, Verdict::Undecided { ref keyword, .. } if keyword == "format"), "{unknown:?}");
    assert_eq!(ask(&string, &format("uuid")), Verdict::Contained);
}

fn emits_in(emits: &Value, accepts: &Value) -> Verdict {
    let emits = Schema::parse_closed(emits).unwrap();
    let accepts = Schema::parse(accepts).unwrap();
    contained(&emits, &accepts, &Options::contract())
}

#[test]
fn what_is_written_has_no_unknown_properties() {
    let emits = json!({"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]});
    let strict = json!({"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}, "additionalProperties": false});
    assert_eq!(emits_in(&emits, &strict), Verdict::Contained);
    let open = Schema::parse(&emits).unwrap();
    let verdict = contained(&open, &Schema::parse(&strict).unwrap(), &Options::contract());
    assert!(matches!(verdict, Verdict::NotContained { .. }));
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
    assert_eq!(emits_in(&emits, &strict), Verdict::Contained);
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
    assert_eq!(emits_in(&emits, &same), Verdict::Contained);
    let nothing = json!(false);
    assert_eq!(witness(emits_in(&emits, &nothing)), json!({"a": 0, "b": ""}));
}

#[test]
fn a_flattened_map_stays_open() {
    let emits = json!({"type": "object", "properties": {"a": true}, "additionalProperties": {"type": "string"}});
    let strict = json!({"properties": {"a": true}, "additionalProperties": false});
    assert!(matches!(emits_in(&emits, &strict), Verdict::NotContained { .. }));
}

#[test]
fn an_option_of_a_struct_is_closed_by_the_struct() {
    let emits = json!({
        "anyOf": [{"$ref": "#/$defs/item"}, {"type": "null"}],
        "$defs": {"item": {"type": "object", "properties": {"x": true}}},
    });
    let strict = json!({"type": ["object", "null"], "properties": {"x": true}, "additionalProperties": false});
    assert_eq!(emits_in(&emits, &strict), Verdict::Contained);
}

#[test]
fn an_open_enumeration_takes_other_values() {
    let states = |list: &[&str]| json!({"type": "string", "enum": list, "x-accord-other": true});
    let more = json!({"type": "string", "enum": ["open", "paid", "void"]});
    assert_eq!(ask_contract(&more, &states(&["open"])), Verdict::Contained);
    assert_eq!(witness(ask(&more, &states(&["open"]))), json!("paid"));

    let tagged = |names: &[&str]| {
        names
            .iter()
            .map(|name| json!({"type": "object", "properties": {"type": {"const": name}, "n": {"type": "integer"}}, "required": ["type"]}))
            .collect::<Vec<_>>()
    };
    let open = json!({"oneOf": tagged(&["a", "b"]), "x-accord-other": true});
    assert_eq!(ask_contract(&json!({"oneOf": tagged(&["a", "b", "c"])}), &open), Verdict::Contained);
    let wrong = json!({"type": "object", "properties": {"type": {"const": "a"}, "n": {"type": "string"}}, "required": ["type", "n"]});
    assert_eq!(witness(ask_contract(&wrong, &open)), json!({"type": "a", "n": ""}));
}
