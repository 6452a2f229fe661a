//! Schemas that cannot be used say where and why.

use json_subschema::Schema;
use serde_json::{Value, json};

fn refused(schema: &Value) -> (String, String) {
    match Schema::parse(schema) {
        Ok(_) => panic!("{schema} was taken"),
        Err(error) => (error.pointer.clone(), error.to_string()),
    }
}

#[test]
fn the_place_is_named() {
    for (schema, pointer) in [
        (json!({"properties": {"a": {"$ref": "#/$defs/gone"}}}), "/properties/a/$ref"),
        (json!({"items": {"$ref": "https://example.com/other.json"}}), "/items/$ref"),
        (json!({"properties": {"a/b": {"type": "text"}}}), "/properties/a~1b/type"),
        (json!({"anyOf": [true, {"pattern": "("}]}), "/anyOf/1/pattern"),
        (json!({"$defs": {"x": {"minLength": -1}}, "$ref": "#/$defs/x"}), "/$defs/x/minLength"),
        (json!({"minimum": "1"}), "/minimum"),
        (json!({"multipleOf": 0}), "/multipleOf"),
        (json!({"required": "a"}), "/required"),
        (json!({"allOf": []}), "/allOf"),
        (json!({"not": 3}), "/not"),
        (json!({"patternProperties": {"[": true}}), "/patternProperties"),
        (json!([]), ""),
    ] {
        assert_eq!(refused(&schema).0, pointer, "{schema}");
    }
}

#[test]
fn the_message_is_one_line() {
    let (_, message) = refused(&json!({"properties": {"a": {"pattern": "(a"}}}));
    assert!(!message.contains('\n'), "{message}");
    assert!(message.contains("/properties/a/pattern"), "{message}");
}

#[test]
fn a_reference_that_leads_back_to_itself() {
    for schema in [
        json!({"$ref": "#"}),
        json!({"anyOf": [{"type": "null"}, {"$ref": "#"}]}),
        json!({"$ref": "#/$defs/a", "$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"$ref": "#/$defs/a"}}}),
    ] {
        assert!(refused(&schema).1.contains("leads back to itself"), "{schema}");
    }
}
