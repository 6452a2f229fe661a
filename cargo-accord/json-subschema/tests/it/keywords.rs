//! A fixture for each keyword: questions with their answers, and the witness where only one
//! is as small.

use std::{collections::BTreeSet, fs, path::Path};

use json_subschema::Answer;
use serde_json::{Value, json};

use super::ask;

const KEYWORDS: [&str; 45] = [
    "$defs",
    "$dynamicRef",
    "$ref",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "boolean",
    "const",
    "contains",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "then",
    "else",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures")
}

#[test]
fn every_keyword_has_a_fixture() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let keywords: BTreeSet<String> = KEYWORDS.iter().map(ToString::to_string).collect();
    assert_eq!(files, keywords);
}

#[test]
fn every_fixture_is_answered() {
    for keyword in KEYWORDS {
        let text = fs::read_to_string(folder().join(format!("{keyword}.json"))).unwrap();
        let questions: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert!(questions.len() >= 2, "{keyword} is asked about too little");
        for question in questions {
            let verdict = ask(&question["left"], &question["right"]);
            let answer = match &verdict {
                Answer::Contained => "contained",
                Answer::NotContained { .. } => "not_contained",
                Answer::Undecided { .. } => "undecided",
            };
            assert_eq!(question["verdict"], answer, "{keyword}: {question} gave {verdict:?}");
            if let (Some(expected), Answer::NotContained { witness }) = (question.get("witness"), &verdict) {
                assert_eq!(witness, expected, "{keyword}: {question}");
            }
        }
    }
}

#[test]
fn a_dialect_that_is_not_known_is_not_guessed() {
    let own = json!({"$schema": "https://example.com/our-dialect", "minimum": 10});
    for (left, right) in [(json!({"const": 1}), &own), (own.clone(), &json!({"minimum": 0}))] {
        let verdict = super::ask(&left, right);
        assert!(matches!(verdict, Answer::Undecided { ref keyword, .. } if keyword == "$schema"), "{verdict:?}");
    }
}
