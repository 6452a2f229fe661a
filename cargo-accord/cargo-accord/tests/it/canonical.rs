//! One spelling for one type, and never one spelling for two.

use accord::schema::canonical;
use serde_json::json;

#[test]
fn two_spellings_of_a_type_become_one() {
    for (left, right) in [
        (json!({ "title": "T", "type": "string", "description": "d", "examples": ["e"] }), json!({ "type": "string" })),
        (
            json!({ "type": "string", "enum": ["b", "a"] }),
            json!({ "oneOf": [{ "const": "a", "description": "A." }, { "type": "string", "enum": ["b"] }] }),
        ),
        (json!({ "required": ["b", "a"] }), json!({ "required": ["a", "b"] })),
        (json!({ "type": ["string"] }), json!({ "type": "string" })),
        (
            json!({ "allOf": [{ "$ref": "#/$defs/A" }], "$defs": { "A": { "type": "string" } } }),
            json!({ "$ref": "#/$defs/B", "$defs": { "B": { "type": "string" } } }),
        ),
        (
            json!({ "$ref": "#/definitions/A", "definitions": { "A": { "type": "string" }, "Unused": {} } }),
            json!({ "$ref": "#/$defs/B", "$defs": { "B": { "type": "string" } } }),
        ),
        (json!({ "$id": "https://example.com/a", "type": "string" }), json!({ "type": "string" })),
    ] {
        assert_eq!(canonical(&left), canonical(&right), "{left} {right}");
    }
}

#[test]
fn two_types_never_become_one() {
    for (left, right) in [
        // What stands beside a list may look at what stands in it.
        (
            json!({ "additionalProperties": false, "allOf": [{ "properties": { "a": {} } }] }),
            json!({ "additionalProperties": false, "properties": { "a": {} } }),
        ),
        // A field may be called like a keyword.
        (json!({ "properties": { "title": { "type": "string" } } }), json!({ "properties": {} })),
        (json!({ "enum": [{ "description": "a" }] }), json!({ "enum": [{}] })),
        // A constant that is listed twice is refused by `oneOf`.
        (json!({ "oneOf": [{ "const": "a" }, { "const": "a" }] }), json!({ "enum": ["a"] })),
        (json!({ "type": "integer", "enum": [1] }), json!({ "enum": [1] })),
        // References below an embedded document are relative to it.
        (
            json!({ "properties": { "a": { "$id": "https://example.com/a", "$ref": "#/$defs/X", "$defs": { "X": { "type": "string" } } } }, "$defs": { "X": { "type": "integer" } } }),
            json!({ "properties": { "a": { "$ref": "#/$defs/X" } }, "$defs": { "X": { "type": "integer" } } }),
        ),
        (json!({ "default": 1 }), json!({ "default": 2 })),
    ] {
        assert_ne!(canonical(&left), canonical(&right), "{left} {right}");
    }
}

#[test]
fn the_canonical_spelling_is_its_own() {
    let schema = json!({
        "$defs": { "Line": { "type": "object", "properties": { "next": { "anyOf": [{ "$ref": "#/$defs/Line" }, { "type": "null" }] } } } },
        "type": "object", "properties": { "line": { "allOf": [{ "$ref": "#/$defs/Line" }], "description": "d" }, "root": { "$ref": "#" } },
    });
    let once = canonical(&schema);
    assert_eq!(canonical(&once), once);
}
