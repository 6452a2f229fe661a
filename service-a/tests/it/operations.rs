//! Every operation of the OpenAPI document is called by a test, and its answers compared with what the document promises.
//!
//! Tests name operations by their ids, so the list of those that are called can be read from them. What no test calls
//! stands in `uncovered_operations.txt`, which is empty.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::operations;

#[test]
fn every_operation_is_called_by_a_test() {
    let mut called = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = fs::read_to_string(path).unwrap();
            let calls = text.split(".call(\"").skip(1).filter_map(|rest| rest.split('"').next());
            called.extend(calls.map(str::to_owned));
        }
    }
    let excused: BTreeSet<String> = include_str!("uncovered_operations.txt").lines().map(str::to_owned).collect();
    let all: BTreeSet<String> = operations().into_iter().collect();
    let uncovered: BTreeSet<String> = all.difference(&called).cloned().collect();
    assert_eq!(uncovered, excused);
}

#[test]
fn every_operation_has_an_id_of_its_own() {
    let all = operations();
    let unique: BTreeSet<&String> = all.iter().collect();
    assert_eq!(unique.len(), all.len());
    assert_eq!(all.len(), 32);
}
