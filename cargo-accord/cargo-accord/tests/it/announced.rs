//! A change that breaks, merged before the release that declares it.

use serde_json::{Value, json};

use crate::support::{World, contract, integer, object, run, wire};

/// Judges a limit that is tightened, in a crate of that version that announces a next one.
fn judged(version: &str, next: &str) -> (i32, Value, String) {
    let world = World::new();
    let models = world.models(version, &format!("[package.metadata.accord]\nnext = \"{next}\"\n"));
    let order = |maximum| wire("request", &object(&[("quantity", integer(maximum))]));
    models.write("old.json", &contract("1.1.0", &[("orders::Place", order(100))]).to_string());
    models.write_contract(&contract(version, &[("orders::Place", order(50))]));
    let (code, said, complaint) = run(&models.accord(&["check", "--baseline", "old.json", "--format", "json"]));
    (code, serde_json::from_str(&said).unwrap_or_default(), complaint)
}

#[test]
fn a_break_may_be_merged_when_a_major_is_announced() {
    let (code, report, _) = judged("1.1.0", "2.0.0");
    assert_eq!((code, &report["declared"], &report["required"]), (0, &json!("major"), &json!("major")));
}

#[test]
fn a_smaller_announcement_or_one_that_is_out_allows_no_break() {
    for (next, declared) in [("1.2.0", "minor"), ("1.1.0", "none"), ("1.0.0", "none")] {
        let (code, report, _) = judged("1.1.0", next);
        assert_eq!((code, &report["declared"]), (1, &json!(declared)), "{next}");
    }
}

#[test]
fn a_release_is_judged_by_its_own_number() {
    let (code, report, _) = judged("1.2.0", "2.0.0");
    assert_eq!((code, &report["declared"]), (1, &json!("minor")));
}

#[test]
fn an_announcement_is_a_version() {
    let (code, _, complaint) = judged("1.1.0", "two");
    assert_eq!(code, 2);
    assert!(complaint.contains("[package.metadata.accord]"), "{complaint}");
}
