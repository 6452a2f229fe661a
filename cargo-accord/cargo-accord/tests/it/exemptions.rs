//! Findings that a person allows for a while.

use serde_json::{Value, json};

use crate::support::{Project, World, contract, integer, object, run, wire};

/// A crate whose quantity shrank, with these exemptions.
fn tightened(world: &World, exemptions: &str) -> Project {
    let models = world.models("1.1.0", &format!("[package.metadata.accord]\nexemptions = {exemptions}\n"));
    let order = |maximum| wire("request", &object(&[("quantity", integer(maximum))]));
    models.write("old.json", &contract("1.0.0", &[("orders::Place", order(100))]).to_string());
    models.write_contract(&contract("1.1.0", &[("orders::Place", order(50))]));
    models
}

const CHECK: [&str; 7] = ["check", "--baseline", "old.json", "--format", "json", "--today", "2026-06-15"];

fn judged(exemptions: &str) -> (i32, Value) {
    let world = World::new();
    let (code, said, complaint) = run(&tightened(&world, exemptions).accord(&CHECK));
    (code, serde_json::from_str(&said).unwrap_or_else(|_| panic!("{complaint}")))
}

#[test]
fn an_exempted_finding_does_not_count() {
    for path in ["orders::Place/properties/quantity/maximum", "/properties/quantity/maximum", "orders::*/maximum"] {
        let (code, report) = judged(&format!(
            "[{{ rule = \"range-tightened\", path = \"{path}\", reason = \"nobody orders so many\", until = \"2026-06-15\" }}]"
        ));
        assert_eq!(code, 0, "{report:#}");
        assert_eq!((&report["required"], &report["findings"]), (&json!("patch"), &json!([])));
        assert_eq!(report["exempted"][0]["reason"], "nobody orders so many");
        assert_eq!(report["exempted"][0]["until"], "2026-06-15");
    }
}

#[test]
fn an_expired_exemption_fails_even_when_it_is_not_needed() {
    let (code, report) = judged("[{ rule = \"field-removed\", path = \"*\", reason = \"r\", until = \"2026-06-14\" }]");
    assert_eq!((code, &report["ok"]), (1, &json!(false)));
    assert_eq!(report["expired"][0]["rule"], "field-removed");
}

#[test]
fn an_exemption_of_something_else_changes_nothing() {
    let (code, report) =
        judged("[{ rule = \"range-tightened\", path = \"orders::Other/*\", reason = \"r\", until = \"2027-01-01\" }]");
    assert_eq!((code, &report["required"]), (1, &json!("major")));
}

#[test]
fn an_exemption_that_says_too_little_is_an_error() {
    for (exemption, expected) in [
        ("{ rule = \"range-tightened\", path = \"*\", until = \"2027-01-01\" }", "missing field `reason`"),
        ("{ rule = \"range-tightened\", path = \"*\", reason = \" \", until = \"2027-01-01\" }", "`reason` is empty"),
        ("{ rule = \"range-tightened\", path = \"*\", reason = \"r\" }", "missing field `until`"),
        (
            "{ rule = \"range-tighter\", path = \"*\", reason = \"r\", until = \"2027-01-01\" }",
            "no rule is called `range-tighter`",
        ),
        ("{ rule = \"range-tightened\", path = \"*\", reason = \"r\", until = \"soon\" }", "`soon` is not a date"),
        (
            "{ rule = \"range-tightened\", path = \"*\", reason = \"r\", until = \"2027-01-01\", who = \"me\" }",
            "unknown field `who`",
        ),
    ] {
        let world = World::new();
        let (code, said, complaint) = run(&tightened(&world, &format!("[{exemption}]")).accord(&CHECK));
        assert_eq!((code, said.as_str()), (2, ""));
        assert!(complaint.contains("[package.metadata.accord]: exemption 1: "), "{complaint}");
        assert!(complaint.contains(expected), "{complaint}");
    }
}
