//! Schemas that no person would write: every keyword, with any value.

use serde_json::{Map, Value, json};

use crate::dice::Dice;

const SCHEMA: [&str; 12] = [
    "additionalItems",
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];
const SCHEMAS: [&str; 5] = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
const NAMED: [&str; 6] =
    ["$defs", "definitions", "dependentSchemas", "dependencies", "patternProperties", "properties"];
const COUNTS: [&str; 9] = [
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "x-accord-length",
];
const NUMBERS: [&str; 5] = ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"];
const NAMES: [&str; 5] = ["a", "b", "kind", "a/b", "é~"];
const PATTERNS: [&str; 9] = [
    "^a*$",
    "(a|b)*a(a|b){9}$",
    "^((a{1,9}){1,9}){1,9}$",
    "\\bword\\b",
    "(?=x)y",
    "^\\p{Letter}+$",
    "[^\\s\\S]",
    "",
    "(a+)+$",
];

/// A schema of at most `depth` levels.
pub fn schema(dice: &mut Dice, depth: usize) -> Value {
    if depth == 0 || dice.one_in(12) {
        return dice.pick(&[json!(true), json!(false), json!({}), json!({ "type": "integer" })]);
    }
    let mut map = Map::new();
    for _ in 0..=dice.below(4) {
        let (keyword, value) = keyword(dice, depth - 1);
        map.insert(keyword.to_owned(), value);
    }
    Value::Object(map)
}

fn keyword(dice: &mut Dice, depth: usize) -> (&'static str, Value) {
    match dice.below(14) {
        0 | 1 => (dice.pick(&SCHEMA), schema(dice, depth)),
        2..=4 => {
            let list: Vec<Value> = (0..=dice.below(3)).map(|_| schema(dice, depth)).collect();
            (dice.pick(&SCHEMAS), json!(list))
        }
        5 | 6 => {
            let keyword = dice.pick(&NAMED);
            let names = dice.some(&NAMES);
            let entries = names.into_iter().map(|name| (name.to_owned(), schema(dice, depth)));
            (keyword, Value::Object(entries.collect()))
        }
        7 => (dice.pick(&COUNTS), count(dice)),
        8 => (dice.pick(&NUMBERS), number(dice)),
        9 => ("pattern", json!(dice.pick(&PATTERNS))),
        10 => {
            let target = ["#", "#/$defs/a", "#/definitions/b", "#/properties/a", "#/allOf/0", "gone"];
            (dice.pick(&["$ref", "$dynamicRef"]), json!(dice.pick(&target)))
        }
        11 => {
            let keyword = dice.pick(&["enum", "const", "required", "type", "format", "$id", "$schema"]);
            (keyword, said(dice))
        }
        12 => {
            let keyword =
                dice.pick(&["dependentRequired", "uniqueItems", "x-accord-other", "x-accord-alias", "x-accord-custom"]);
            let value = json!({ "a": ["b"] });
            (keyword, dice.pick(&[json!(true), json!(["b"]), value]))
        }
        _ => ("required", json!(dice.some(&NAMES))),
    }
}

fn count(dice: &mut Dice) -> Value {
    dice.pick(&[
        json!(0),
        json!(1),
        json!(3),
        json!(40),
        json!(5_000),
        json!(u64::MAX),
        json!(2.0),
        json!(-1),
        json!("bytes"),
    ])
}

fn number(dice: &mut Dice) -> Value {
    let text = dice.pick(&[
        "0",
        "-0.0",
        "1",
        "7",
        "0.1",
        "1e400",
        "-1e400",
        "1e-400",
        "123456789012345678901234567890",
        "3.3e-7",
    ]);
    text.parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}

fn said(dice: &mut Dice) -> Value {
    dice.pick(&[
        json!("object"),
        json!("string"),
        json!(["integer", "null"]),
        json!(["a", "b"]),
        json!([1, 1.0, null, {"a": [1]}]),
        json!([]),
        json!("uuid"),
        json!("date-time"),
        json!("https://example.com/a"),
        json!("http://json-schema.org/draft-07/schema#"),
        json!({ "kind": "a" }),
    ])
}
