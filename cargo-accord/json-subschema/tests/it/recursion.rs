//! Schemas that refer to themselves: an assumption that fails must not leave anything behind.

use json_subschema::Answer;
use serde_json::{Value, json};

use super::{ask, witness};

fn list(item: &Value) -> Value {
    json!({
        "$ref": "#/$defs/node",
        "$defs": {
            "node": {
                "type": "object",
                "properties": {"value": item, "next": {"$ref": "#/$defs/node"}},
                "required": ["value"],
            },
        },
    })
}

#[test]
fn recursive_schemas_are_compared_to_any_depth() {
    let integers = list(&json!({"type": "integer"}));
    let numbers = list(&json!({"type": "number"}));
    assert_eq!(ask(&integers, &numbers), Answer::Contained);
    assert_eq!(witness(ask(&numbers, &integers)), json!({"value": 0.5}));
}

#[test]
fn a_difference_deep_inside_is_found() {
    let left = json!({"$ref": "#/$defs/a", "$defs": {
        "a": {"type": "object", "properties": {"b": {"$ref": "#/$defs/b"}}},
        "b": {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}, "leaf": {"type": "string"}}},
    }});
    let right = json!({"$ref": "#/$defs/a", "$defs": {
        "a": {"type": "object", "properties": {"b": {"$ref": "#/$defs/b"}}},
        "b": {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}, "leaf": {"type": "integer"}}},
    }});
    assert_eq!(witness(ask(&left, &right)), json!({"b": {"leaf": ""}}));
}

/// Two mutually recursive types, of which the second assumes something of the first that turns
/// out to be wrong: what was concluded from it for `p` must be concluded anew for `q`.
#[test]
fn a_refuted_assumption_is_forgotten() {
    let side = |leaf: Value| {
        json!({
            "type": "object",
            "properties": {"p": {"$ref": "#/$defs/p"}, "q": {"$ref": "#/$defs/q"}},
            "$defs": {
                "p": {"type": "object", "properties": {"q": {"$ref": "#/$defs/q"}, "x": leaf}},
                "q": {"type": "object", "properties": {"p": {"$ref": "#/$defs/p"}}},
            },
        })
    };
    let (left, right) = (side(json!({"type": "string"})), side(json!({"maxLength": 1})));
    assert_eq!(witness(ask(&left, &right)), json!({"p": {"x": "aa"}}));
    let only_q = |mut side: Value| {
        side["properties"] = json!({"q": {"$ref": "#/$defs/q"}});
        side
    };
    let found = witness(ask(&only_q(left), &only_q(right)));
    assert_eq!(found, json!({"q": {"p": {"x": "aa"}}}));
}

#[test]
fn a_schema_without_finite_documents_is_empty() {
    let endless = json!({"$ref": "#/$defs/n", "$defs": {
        "n": {"type": "object", "properties": {"n": {"$ref": "#/$defs/n"}}, "required": ["n"]},
    }});
    assert_eq!(ask(&endless, &json!(false)), Answer::Contained);
    let ends = json!({"$ref": "#/$defs/n", "$defs": {
        "n": {"type": ["object", "null"], "properties": {"n": {"$ref": "#/$defs/n"}}, "required": ["n"]},
    }});
    assert_eq!(witness(ask(&ends, &json!({"type": "null"}))), json!({"n": null}));
}

#[test]
fn unrolling_a_definition_changes_nothing() {
    let rolled = json!({"$ref": "#/$defs/t", "$defs": {
        "t": {"type": "array", "items": {"$ref": "#/$defs/t"}},
    }});
    let unrolled = json!({"type": "array", "items": {"$ref": "#/$defs/t"}, "$defs": {
        "t": {"type": "array", "items": {"type": "array", "items": {"$ref": "#/$defs/t"}}},
    }});
    assert_eq!(ask(&rolled, &unrolled), Answer::Contained);
    assert_eq!(ask(&unrolled, &rolled), Answer::Contained);
}
