//! Witnesses are small and say what is at fault.

use serde_json::{Value, json};

use super::{ask, witness};

fn found(left: &Value, right: &Value) -> Value {
    witness(ask(left, right))
}

#[test]
fn only_required_fields_and_the_one_at_fault() {
    let left = json!({
        "type": "object",
        "properties": {
            "id": {"type": "integer", "minimum": 1},
            "name": {"type": "string", "minLength": 2},
            "note": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["id"],
    });
    let mut right = left.clone();
    right["properties"]["tags"]["maxItems"] = json!(2);
    assert_eq!(found(&left, &right), json!({"id": 1, "tags": ["", "", ""]}));
    right["properties"]["tags"] = json!({"type": "array", "items": {"maxLength": 1}});
    assert_eq!(found(&left, &right), json!({"id": 1, "tags": ["aa"]}));
}

#[test]
fn the_smallest_number_beyond_a_bound() {
    let up_to = |maximum: i64| json!({"type": "integer", "minimum": 0, "maximum": maximum});
    assert_eq!(found(&up_to(100), &up_to(50)), json!(51));
    assert_eq!(found(&json!({"type": "integer"}), &json!({"minimum": 0})), json!(-1));
    assert_eq!(found(&json!({"type": "number"}), &json!({"type": "integer"})), json!(0.5));
}

#[test]
fn the_shortest_readable_string() {
    let left = json!({"type": "string", "pattern": "^[a-z0-9_-]{2,8}$"});
    assert_eq!(found(&left, &json!({"minLength": 3})), json!("aa"));
    assert_eq!(found(&left, &json!({"pattern": "^[a-z]+$"})), json!("a0"));
    assert_eq!(found(&json!({"type": "string"}), &json!({"maxLength": 2})), json!("aaa"));
}

#[test]
fn characters_are_counted_and_not_bytes() {
    let left = json!({"type": "string", "pattern": "^é{3}$"});
    assert_eq!(found(&left, &json!({"maxLength": 2})), json!("ééé"));
    assert_eq!(ask(&left, &json!({"maxLength": 3})), json_subschema::Answer::Contained);
}

#[test]
fn a_new_variant_is_shown() {
    let states = |list: &[&str]| json!({"type": "string", "enum": list});
    let found = found(&states(&["open", "paid", "void"]), &states(&["open", "paid"]));
    assert_eq!(found, json!("void"));
}

#[test]
fn an_unknown_property_is_shown() {
    let open = json!({"type": "object", "properties": {"a": {"type": "integer"}}});
    let mut closed = open.clone();
    closed["additionalProperties"] = json!(false);
    assert_eq!(found(&open, &closed).as_object().unwrap().len(), 1);
}
