//! Sizes, pipes and panics: what must not bring the command down.

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

use crate::support::{contract, integer, object, run, text, wire};

fn accord() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-accord"));
    command.env("NO_COLOR", "1");
    command
}

#[test]
fn a_document_of_fifty_megabytes_is_refused_with_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let big = directory.path().join("big.json");
    fs::write(&big, format!("{{\"description\": \"{}\"}}", "a".repeat(50 * 1024 * 1024))).expect("a file");
    let path = big.to_str().expect("a path");
    for arguments in [["check", "--old", path, "--new", path], ["subschema", path, path, "--color", "never"]] {
        let (code, said, complaint) = run(&accord().args(arguments).output().expect("it runs"));
        assert_eq!((code, said.as_str()), (2, ""), "{complaint}");
        assert!(complaint.contains("big.json: 52428819 bytes is more than the limit"), "{complaint}");
    }
}

#[test]
fn a_document_that_nests_without_end_is_refused_with_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let deep = directory.path().join("deep.json");
    fs::write(&deep, format!("{}{}", "{\"not\":".repeat(100_000), "}".repeat(100_000))).expect("a file");
    let path = deep.to_str().expect("a path");
    let (code, _, complaint) = run(&accord().args(["subschema", path, path]).output().expect("it runs"));
    assert_eq!((code, complaint.lines().count()), (2, 1), "{complaint}");
    assert!(complaint.contains("deep.json:1:"), "{complaint}");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let binary = directory.path().join("binary.json");
    fs::write(&binary, [b'{', 0xff, 0xfe]).expect("a file");
    let path = binary.to_str().expect("a path");
    let (code, _, complaint) = run(&accord().args(["check", "--old", path, "--new", path]).output().expect("it runs"));
    assert_eq!(code, 2);
    assert!(complaint.contains("binary.json: not UTF-8 text (byte 1)"), "{complaint}");
}

/// Ten thousand questions whose answers are known.
fn questions() -> (String, Vec<Value>) {
    let mut lines = String::new();
    let mut expected = Vec::new();
    for id in 0..10_000_u32 {
        let (left, right) = (id % 11, id % 7);
        let schema = |maximum| object(&[("quantity", integer(maximum)), ("sku?", text())]);
        lines.push_str(&json!({ "id": id, "left": schema(left), "right": schema(right) }).to_string());
        lines.push('\n');
        expected.push(json!({ "id": id, "verdict": if left <= right { "contained" } else { "not_contained" } }));
    }
    (lines, expected)
}

#[test]
fn ten_thousand_questions_are_answered_in_order_within_seconds() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("questions.jsonl");
    let (lines, expected) = questions();
    fs::write(&file, lines).expect("a file");
    let started = Instant::now();
    let output = accord().arg("subschema").arg("--batch").arg(&file).output().expect("it runs");
    let elapsed = started.elapsed();
    let (code, said, complaint) = run(&output);
    assert_eq!(code, 0, "{complaint}");
    let answers: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .map(|line: Value| json!({ "id": line["id"], "verdict": line["verdict"] }))
        .collect();
    assert_eq!(answers.len(), expected.len());
    for (answer, expected) in answers.iter().zip(&expected) {
        assert_eq!(answer, expected);
    }
    // Without optimisation and beside other tests; a release build needs a second or two.
    assert!(elapsed.as_secs() < 60, "{elapsed:?}");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("questions.jsonl");
    fs::write(&file, questions().0).expect("a file");
    let mut child = accord()
        .arg("subschema")
        .arg("--batch")
        .arg(&file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut first = [0; 16];
    child.stdout.take().expect("output").read_exact(&mut first).expect("an answer");
    let (code, _, complaint) = run(&child.wait_with_output().expect("it ends"));
    assert_eq!((code, complaint.as_str()), (0, ""));

    let mut child = accord().arg("rules").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let (code, _, complaint) = run(&child.wait_with_output().expect("it ends"));
    assert_eq!((code, complaint.as_str()), (0, ""));
}

#[test]
fn questions_are_read_from_standard_input_too() {
    let mut child = accord()
        .args(["subschema", "--batch", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("input");
    input.write_all(b"{\"id\": 1, \"left\": true, \"right\": true}").expect("a question");
    drop(input);
    let (code, said, _) = run(&child.wait_with_output().expect("it ends"));
    assert_eq!((code, said.as_str()), (0, "{\"id\":1,\"reason\":null,\"verdict\":\"contained\",\"witness\":null}\n"));
}

#[test]
fn both_ways_to_call_the_command_are_the_same() {
    let (code, said, _) = run(&accord().args(["accord", "rules"]).output().expect("it runs"));
    let (other_code, other, _) = run(&accord().arg("rules").output().expect("it runs"));
    assert_eq!((code, said), (other_code, other));
}

#[test]
fn a_thousand_types_are_judged_in_linear_time() {
    let types = |count: u32, maximum: u32| -> Vec<(String, Value)> {
        let schema = object(&[("quantity", integer(maximum)), ("sku", text()), ("note?", text())]);
        (0..count).map(|index| (format!("orders::T{index}"), wire("request", &schema))).collect()
    };
    let judged = |count: u32| {
        let side = |version: &str, maximum| {
            let types = types(count, maximum);
            let types: Vec<(&str, Value)> = types.iter().map(|(name, wire)| (name.as_str(), wire.clone())).collect();
            accord::contract::parse(&contract(version, &types).to_string(), "test").expect("a contract")
        };
        let (old, new) = (side("1.0.0", 100), side("2.0.0", 50));
        let started = Instant::now();
        let today = "2026-01-01".parse().expect("a date");
        let report = accord::check::check(&old, &new, &[], today).expect("comparable");
        assert_eq!(report.findings.len(), count as usize);
        started.elapsed()
    };
    let (small, large) = (judged(100), judged(1000));
    // Ten times the types; the rest is for a busy machine.
    assert!(large < small * 40 + std::time::Duration::from_secs(1), "{small:?} {large:?}");
}
