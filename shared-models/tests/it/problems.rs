//! Problem documents.

use serde_json::{Value, json};
use shared_models::inventory::OutOfStock;
use shared_models::kernel::{Fault, FaultSource, Problem, ProblemKind};

#[test]
fn a_list_of_faults_that_was_cut_says_so_and_a_whole_one_does_not() {
    let fault = Fault { source: FaultSource::Body, pointer: "/lines/0".to_owned(), detail: "is missing".to_owned() };
    let whole = Problem::new(ProblemKind::Invalid).with_errors(vec![fault]);
    assert_eq!(serde_json::to_value(&whole).unwrap().get("truncated"), None);
    let cut = Problem { truncated: true, ..whole.clone() };
    let written = serde_json::to_value(&cut).unwrap();
    assert_eq!(written["truncated"], Value::Bool(true));
    assert_eq!(serde_json::from_value::<Problem>(written).unwrap(), cut);
    // As a release before 1.3.0 writes it.
    let old = json!({ "type": whole.kind, "title": whole.title, "status": 422, "errors": whole.errors });
    assert_eq!(serde_json::from_value::<Problem>(old).unwrap(), whole);
}

#[test]
fn a_problem_with_a_member_of_its_own_can_be_cut_too() {
    let problem = Problem { truncated: true, ..Problem::new(ProblemKind::OutOfStock) };
    let written = serde_json::to_value(OutOfStock { problem, short: Vec::new() }).unwrap();
    assert_eq!((&written["truncated"], &written["short"]), (&json!(true), &json!([])));
}
