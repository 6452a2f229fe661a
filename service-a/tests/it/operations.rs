//! Every operation of the OpenAPI document is called by a test, and its answers compared with what the document promises.
//!
//! Tests name operations by their ids, so the list of those that are called can be read from them. What no test calls
//! stands in `uncovered_operations.txt`, which is empty.

use std::collections::BTreeSet;

use crate::architecture::sources;
use crate::support::operations;

#[test]
fn every_operation_is_called_by_a_test() {
    let mut called = BTreeSet::new();
    let tests = sources("tests/it").into_iter().filter(|(path, _)| !path.starts_with("tests/it/support"));
    for (_, text) in tests {
        let calls = text.split(".call(\"").skip(1).filter_map(|rest| rest.split('"').next());
        called.extend(calls.map(str::to_owned));
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
