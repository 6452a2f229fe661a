//! What holds of containment whatever the schemas are.

use json_subschema::{Answer, Options, Schema, is_subschema};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{ask, source::Source};

fn schema(seed: u64) -> Value {
    Source::new(seed).schema()
}

fn is_usable(schema: &Value) -> bool {
    Schema::parse(schema).is_ok()
}

/// Contained, or out of budget: random schemas may be as hard as they like, and how often the work
/// is too much is counted where wrong answers are hunted.
fn is_contained(left: &Value, right: &Value) -> Result<(), TestCaseError> {
    match ask(left, right) {
        Answer::Contained => Ok(()),
        Answer::Undecided { keyword, .. } if keyword == "budget" => Ok(()),
        other => Err(TestCaseError::fail(format!("{left} in {right}: {other:?}"))),
    }
}

/// A schema about which a search gives up: each property falls under many patterns.
fn overlapping(kinds: &[&str]) -> Value {
    let patterns = kinds.iter().enumerate().map(|(at, kind)| {
        let letter = char::from(b'a' + u8::try_from(at).unwrap());
        (format!("{letter}.*{letter}"), json!({"not": {"type": kind, "minLength": at, "minimum": at, "minItems": at}}))
    });
    let patterns: serde_json::Map<String, Value> = patterns.collect();
    json!({"type": "object", "patternProperties": patterns, "minProperties": 3, "not": {"required": ["aa", "bb"]}})
}

#[test]
fn an_all_of_with_one_member_is_that_member() {
    let schema = overlapping(&["string", "number", "array"].repeat(5));
    let wrapped = json!({"allOf": [{"allOf": [schema]}]});
    assert_eq!(ask(&schema, &wrapped), Answer::Contained);
    assert_eq!(ask(&wrapped, &schema), Answer::Contained);
    // A difference anywhere inside is not overlooked.
    let other = overlapping(&["string", "number", "object"].repeat(5));
    assert_ne!(ask(&schema, &json!({"allOf": [other]})), Answer::Contained);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn every_schema_contains_itself(seed: u64) {
        let schema = schema(seed);
        prop_assume!(is_usable(&schema));
        is_contained(&schema, &schema)?;
        // Not because the documents are the same text, either.
        let wrapped = json!({"allOf": [schema], "title": "the same", "$defs": schema["$defs"]});
        for (left, right) in [(&schema, &wrapped), (&wrapped, &schema)] {
            is_contained(left, right)?;
        }
    }

    #[test]
    fn everything_lies_between_false_and_true(seed: u64) {
        let schema = schema(seed);
        prop_assume!(is_usable(&schema));
        is_contained(&json!(false), &schema)?;
        is_contained(&schema, &json!(true))?;
    }

    #[test]
    fn containment_is_transitive(seed: u64) {
        let mut source = Source::new(seed);
        let one = source.schema();
        let two = source.revision(&one);
        let three = source.revision(&two);
        prop_assume!([&one, &two, &three].into_iter().all(is_usable));
        for (low, middle, high) in [(&one, &two, &three), (&three, &two, &one), (&two, &one, &three)] {
            let chain = [ask(low, middle), ask(middle, high)];
            if chain.iter().all(|verdict| *verdict == Answer::Contained) {
                is_contained(low, high)?;
            }
        }
    }

    #[test]
    fn a_schema_and_its_negation_share_nothing(seed: u64) {
        let schema = schema(seed);
        prop_assume!(is_usable(&schema));
        let nothing = json!({"allOf": [schema, {"not": schema}], "$defs": schema["$defs"]});
        is_contained(&nothing, &json!(false))?;
        let everything = json!({"anyOf": [schema, {"not": schema}], "$defs": schema["$defs"]});
        is_contained(&json!(true), &everything)?;
    }

    #[test]
    fn a_question_has_the_same_answer_twice(seed: u64) {
        let mut source = Source::new(seed);
        let left = source.schema();
        let right = source.revision(&left);
        prop_assume!(is_usable(&left) && is_usable(&right));
        let (one, two) = (Schema::parse(&left).unwrap(), Schema::parse(&right).unwrap());
        let options = Options::default();
        prop_assert_eq!(is_subschema(&one, &two, &options), is_subschema(&one, &two, &options));
        prop_assert_eq!(is_subschema(&one, &two, &options), ask(&left, &right));
    }
}
