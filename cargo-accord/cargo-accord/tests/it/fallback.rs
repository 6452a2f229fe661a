//! Enums that read what they do not know.

use accord::check::{Level, check};
use accord::contract::parse;
use accord::schema::for_reader;
use json_subschema::{Answer, Options, Schema, is_subschema};
use serde_json::{Value, json};

use crate::support::{contract, wire};

/// The heaviest finding when the first is written and the second is read.
fn read_by(written: &Value, read: &Value) -> Option<Level> {
    let side = |version: &str, schema: &Value| {
        let text = contract(version, &[("T", wire("request", schema))]).to_string();
        parse(&text, "test").expect("a contract")
    };
    let today = "2026-01-01".parse().expect("a date");
    let report = check(&side("1.0.0", written), &side("2.0.0", read), &[], today);
    report.expect("comparable").findings.iter().map(|f| f.level).max()
}

#[test]
fn an_optional_enum_still_reads_null() {
    let open = json!({ "type": ["string", "null"], "enum": ["new", "paid", null], "x-accord-other": true });
    let more = json!({ "type": ["string", "null"], "enum": ["new", "paid", "void", null] });
    assert!(read_by(&more, &open) < Some(Level::Major));
    let number = json!({ "type": ["string", "integer"] });
    assert_eq!(read_by(&number, &open), Some(Level::Major));
}

fn variant(kind: &str, field: &Value) -> Value {
    json!({
        "type": "object",
        "properties": { "kind": { "type": "string", "const": kind }, "body": field },
        "required": ["kind", "body"],
    })
}

#[test]
fn a_union_of_one_variant_reads_others() {
    let open = json!({ "oneOf": [variant("Card", &json!({ "type": "integer" }))], "x-accord-other": true });
    let more = json!({ "oneOf": [
        variant("Card", &json!({ "type": "integer" })),
        variant("Cash", &json!({ "type": "string" })),
    ] });
    assert!(read_by(&more, &open) < Some(Level::Major));
    let changed = json!({ "oneOf": [variant("Card", &json!({ "type": "string" }))] });
    assert_eq!(read_by(&changed, &open), Some(Level::Major));
}

#[test]
fn what_may_be_the_tag_is_not_guessed() {
    let one = |body: &str| variant("Card", &json!({ "type": "string", "enum": [body] }));
    let open = json!({ "oneOf": [one("gold")], "x-accord-other": true });
    // `body` could be the tag as far as the schema says; serde knows that it is not.
    assert_eq!(read_by(&json!({ "oneOf": [one("blue")] }), &open), Some(Level::Major));
}

fn ask(left: &Value, right: &Value) -> Answer {
    let (left, right) = (Schema::parse(left).expect("a schema"), Schema::parse(right).expect("a schema"));
    is_subschema(&left, &right, &Options::default())
}

/// The right schema as its reader understands it.
fn ask_reader(left: &Value, right: &Value) -> Answer {
    ask(left, &for_reader(right))
}

fn witness(answer: Answer) -> Value {
    match answer {
        Answer::NotContained { witness } => witness,
        other => panic!("expected a witness, got {other:?}"),
    }
}

#[test]
fn an_open_enumeration_takes_other_values() {
    let states = |list: &[&str]| json!({"type": "string", "enum": list, "x-accord-other": true});
    let more = json!({"type": "string", "enum": ["open", "paid", "void"]});
    assert_eq!(ask_reader(&more, &states(&["open"])), Answer::Contained);
    assert_eq!(witness(ask(&more, &states(&["open"]))), json!("paid"));

    let tagged = |names: &[&str]| {
        names
            .iter()
            .map(|name| json!({"type": "object", "properties": {"type": {"const": name}, "n": {"type": "integer"}}, "required": ["type"]}))
            .collect::<Vec<_>>()
    };
    let open = json!({"oneOf": tagged(&["a", "b"]), "x-accord-other": true});
    assert_eq!(ask_reader(&json!({"oneOf": tagged(&["a", "b", "c"])}), &open), Answer::Contained);
    let wrong = json!({"type": "object", "properties": {"type": {"const": "a"}, "n": {"type": "string"}}, "required": ["type", "n"]});
    assert_eq!(witness(ask_reader(&wrong, &open)), json!({"type": "a", "n": ""}));
}
