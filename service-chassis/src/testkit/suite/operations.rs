//! Every operation of the OpenAPI document is called by a test. Each call compares its answer with what the document
//! promises.

use std::collections::BTreeSet;
use std::fs;

use crate::Application;
use crate::testkit::Kit;

/// Tests name operations by their ids, so the list of those that are called can be read from them. What no test calls
/// stands in `tests/it/uncovered_operations.txt`; there is no such file when it would be empty.
pub fn every_operation_is_called_by_a_test<A: Application>(kit: &'static Kit<A>) {
    let root = kit.tests();
    let mut called = BTreeSet::new();
    let mut open = vec![root.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(path).unwrap();
            let calls = text.split(".call(\"").skip(1).filter_map(|rest| rest.split('"').next());
            called.extend(calls.map(str::to_owned));
        }
    }
    let excused = fs::read_to_string(root.join("uncovered_operations.txt")).unwrap_or_default();
    let excused: BTreeSet<String> = excused.lines().map(str::to_owned).collect();
    let all: BTreeSet<String> = kit.operations().iter().map(|operation| operation.id.clone()).collect();
    let uncovered: BTreeSet<String> = all.difference(&called).cloned().collect();
    assert_eq!(uncovered, excused);
}

/// Ids are what tests and clients name operations by.
pub fn every_operation_has_its_own_id<A: Application>(kit: &'static Kit<A>) {
    let all: Vec<_> = kit.operations().iter().map(|operation| &operation.id).collect();
    let unique: BTreeSet<_> = all.iter().collect();
    assert_eq!(unique.len(), all.len(), "{all:?}");
    assert!(!all.is_empty(), "there are no operations");
}
