//! Schemas made to be expensive: an answer in time, whatever it is.

use std::sync::Arc;
use std::time::Duration;

use json_subschema::{Answer, Objects, Options, Schema, is_subschema};
use serde_json::{Map, Value, json};

use crate::watch::Watch;

/// In a debug build, on a slow machine.
const LIMIT: Duration = Duration::from_secs(60);

fn answers_in_time(left: &Value, right: &Value) -> Answer {
    let start = Watch::start();
    let verdict = super::ask(left, right);
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
    verdict
}

#[test]
fn conjunctions_of_disjunctions() {
    let clauses: Vec<_> = (0..24)
        .map(|n| json!({"anyOf": [{"required": [format!("a{n}")]}, {"required": [format!("b{n}")]}, {"minProperties": n}]}))
        .collect();
    let left = json!({"type": "object", "allOf": clauses});
    answers_in_time(&left, &json!({"maxProperties": 3}));
    answers_in_time(&json!({"not": left}), &left);
    answers_in_time(&json!({"allOf": [left, {"maxProperties": 5}]}), &json!(false));
}

#[test]
fn towers_of_exclusive_choices() {
    let mut tower = json!({"type": "integer"});
    for n in 0..20 {
        tower = json!({"oneOf": [tower, {"minimum": n}, {"multipleOf": n + 2}]});
    }
    answers_in_time(&tower, &json!({"maximum": 3}));
    answers_in_time(&json!({"type": "integer"}), &tower);
}

#[test]
fn towers_of_references() {
    let tower = |leaf: Value, size: usize| {
        let mut definitions = Map::new();
        definitions.insert("n0".to_owned(), leaf);
        for n in 1..size {
            let below = json!({"$ref": format!("#/$defs/n{}", n - 1)});
            definitions.insert(
                format!("n{n}"),
                json!({"type": "object", "properties": {"a": below, "b": below}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}),
            );
        }
        json!({"$ref": format!("#/$defs/n{}", size - 1), "$defs": definitions})
    };
    let verdict = answers_in_time(&tower(json!({"type": "integer"}), 30), &tower(json!({"type": "number"}), 30));
    assert_eq!(verdict, Answer::Contained);
    // Deeper than any stack: refused, or undecided, but answered.
    answers_in_time(&tower(json!({"type": "integer"}), 5_000), &tower(json!({"type": "number"}), 5_000));
}

#[test]
fn chains_of_references_in_place() {
    let chain = |leaf: Value| {
        let mut definitions = Map::new();
        definitions.insert("n0".to_owned(), leaf);
        for n in 1..3_000 {
            let below = json!({"$ref": format!("#/$defs/n{}", n - 1)});
            definitions.insert(format!("n{n}"), json!({"allOf": [below, {"title": "x"}]}));
        }
        json!({"$ref": "#/$defs/n2999", "$defs": definitions})
    };
    answers_in_time(&chain(json!({"type": "integer"})), &chain(json!({"type": "number"})));
}

#[test]
fn many_variants() {
    let variants = |count: usize| {
        let variants: Vec<_> = (0..count)
            .map(|n| {
                json!({
                    "type": "object",
                    "properties": {"tag": {"const": format!("v{n}")}, "body": {"type": "integer"}},
                    "required": ["tag"],
                })
            })
            .collect();
        json!({"oneOf": variants})
    };
    assert_eq!(answers_in_time(&variants(60), &variants(61)), Answer::Contained);
    let verdict = answers_in_time(&variants(61), &variants(60));
    assert_eq!(super::witness(verdict), json!({"tag": "v60"}));
}

#[test]
fn patterns_that_blow_up() {
    let left = json!({"type": "string", "pattern": "(a|b)*a(a|b){18}$"});
    let right = json!({"pattern": "(a|b)*a(a|b){17}$"});
    answers_in_time(&left, &right);
    let nested = json!({"type": "string", "pattern": "^((a{1,50}){1,50}){1,50}$"});
    answers_in_time(&nested, &json!({"maxLength": 3}));
}

#[test]
fn large_counts() {
    let huge = json!({"type": "array", "minItems": 1_000_000_000});
    answers_in_time(&huge, &json!({"uniqueItems": true}));
    let long = json!({"type": "string", "minLength": 1_000_000_000_000_u64});
    answers_in_time(&long, &json!({"pattern": "a"}));
    let wide = json!({"type": "object", "minProperties": 1_000_000_000});
    answers_in_time(&wide, &json!({"required": ["a"]}));
    let distinct = json!({"type": "array", "uniqueItems": true, "minItems": 200, "items": {"type": "integer"}});
    answers_in_time(&distinct, &json!({"maxItems": 300}));
}

#[test]
fn large_numbers() {
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let verdict = answers_in_time(&parse(r#"{"type":"number","minimum":1e400}"#), &parse(r#"{"minimum":1e399}"#));
    assert_eq!(verdict, Answer::Contained);
    let verdict = answers_in_time(
        &parse(r#"{"type":"integer","minimum":12345678901234567890123}"#),
        &parse(r#"{"minimum":12345678901234567890124}"#),
    );
    assert_eq!(super::witness(verdict).to_string(), "12345678901234567890123");
    answers_in_time(&parse(r#"{"minimum":1e999999999}"#), &parse(r#"{"maximum":-1e999999999}"#));
    answers_in_time(&parse(r#"{"multipleOf":1e-300}"#), &parse(r#"{"multipleOf":1e-301}"#));
}

#[test]
fn deeply_nested_schemas_are_refused_or_answered() {
    let mut nested = json!({"type": "integer"});
    for _ in 0..1_000 {
        nested = json!({"items": nested});
    }
    assert!(Schema::parse(&nested).is_err());
    // Dropping a value is recursive as well; a thousand levels are fine.
    drop(nested);
}

#[test]
fn a_spent_budget_is_no_proof() {
    let left = Schema::parse(&json!({"type": "object", "properties": {"a": {"type": "integer"}}})).unwrap();
    let right = Schema::parse(&json!({"type": "object", "properties": {"a": {"type": "number"}}})).unwrap();
    for budget in 0..60 {
        let options = Options::default().with_budget(budget);
        match is_subschema(&left, &right, &options) {
            Answer::Contained => {}
            Answer::Undecided { keyword, .. } => assert_eq!(keyword, "budget"),
            Answer::NotContained { witness } => panic!("{witness}"),
        }
    }
}

#[test]
fn long_lists_of_values() {
    let list =
        |count: usize| json!({"type": "string", "enum": (0..count).map(|n| format!("v{n}")).collect::<Vec<_>>()});
    let (few, many) = (list(50_000), list(50_001));
    assert_eq!(answers_in_time(&few, &many), Answer::Contained);
    assert_eq!(super::witness(answers_in_time(&many, &few)), json!("v50000"));
    let numbers = json!({"enum": (0..50_000).collect::<Vec<_>>()});
    let range = json!({"type": "integer", "minimum": 0, "maximum": 49_999});
    assert_eq!(answers_in_time(&range, &numbers), Answer::Contained);
    assert_eq!(answers_in_time(&numbers, &range), Answer::Contained);
}

/// An externally tagged enum of so many variants.
fn variants_of(prefix: &str, count: usize) -> Value {
    let variant = |n: usize| {
        let name = format!("{prefix}{n}");
        json!({"type": "object", "properties": {name.as_str(): {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}}, "required": [name]})
    };
    json!({"oneOf": (0..count).map(variant).collect::<Vec<_>>()})
}

/// What a struct writes into which enums are flattened.
fn flattened(enums: Vec<Value>) -> Value {
    json!({"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"], "allOf": enums})
}

fn written_and_read(written: &Value, read: &Value) -> Answer {
    let start = Watch::start();
    let (left, right) = (Schema::parse_as(Arc::new(written.clone()), Objects::Closed), Schema::parse(read));
    let verdict = is_subschema(&left.unwrap(), &right.unwrap(), &Options::default().with_formats());
    assert!(start.elapsed() < LIMIT, "took {:?}", start.elapsed());
    verdict
}

#[test]
fn large_enums_that_are_flattened() {
    let one = |count| flattened(vec![variants_of("One", count)]);
    assert_eq!(written_and_read(&one(60), &one(61)), Answer::Contained);
    let witness = super::witness(written_and_read(&one(61), &one(60)));
    assert_eq!(witness, json!({"id": "", "One60": {"a": 0}}));
    let two = |count| flattened(vec![variants_of("One", count), variants_of("Two", 10)]);
    assert_eq!(written_and_read(&two(10), &two(11)), Answer::Contained);
    let witness = super::witness(written_and_read(&two(11), &two(10)));
    assert!(witness.get("One10").is_some(), "{witness}");
    let maybe = |count| {
        let optional = |one: Value| json!({"anyOf": [one, {}]});
        flattened(vec![optional(variants_of("One", count)), optional(variants_of("Two", 20))])
    };
    assert_eq!(written_and_read(&maybe(40), &maybe(41)), Answer::Contained);
    assert_eq!(written_and_read(&maybe(41), &maybe(40)), Answer::Contained);
    // Whatever the answer: soon.
    written_and_read(&one(1_000), &one(999));
}

#[test]
fn steps_that_are_tiny() {
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    answers_in_time(&parse(r#"{"exclusiveMinimum":0.1}"#), &parse(r#"{"multipleOf":1e-400,"pattern":"\\bword\\b"}"#));
    answers_in_time(&parse("{}"), &parse(r#"{"multipleOf":3e-1000}"#));
}
