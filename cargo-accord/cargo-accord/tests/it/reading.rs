//! Contracts as text: what is the same is not read twice, and what is no contract says where.

use accord::check::check;
use accord::contract::{canonical_json, parse};
use serde_json::{Value, json};

use crate::support::{contract, integer, object, wire};

fn order(maximum: u32) -> Value {
    wire("request", &object(&[("quantity", integer(maximum))]))
}

fn text(version: &str, wire: &Value) -> String {
    canonical_json(&contract(version, &[("PlaceOrder", wire.clone())]))
}

fn findings(old: &str, new: &str) -> usize {
    let (old, new) = (parse(old, "old").expect("old"), parse(new, "new").expect("new"));
    let today = "2026-01-01".parse().expect("a date");
    check(&old, &new, &[], today).expect("comparable").findings.len()
}

#[test]
fn layout_is_no_change() {
    let pretty = text("1.0.0", &order(100));
    let plain = contract("1.1.0", &[("PlaceOrder", order(100))]).to_string();
    assert_eq!(findings(&pretty, &plain), 0);
    assert_eq!(findings(&pretty, &text("1.1.0", &order(101))), 1);
}

#[test]
fn escapes_are_no_change() {
    let pretty = text("1.0.0", &order(100));
    assert_eq!(findings(&pretty, &pretty.replace("quantity", "quan\\u0074ity")), 0);
}

fn fault(text: &str) -> String {
    match parse(text, "contract.json") {
        Ok(contract) => panic!("{contract:?}"),
        Err(fault) => fault.to_string(),
    }
}

#[test]
fn a_fault_inside_a_schema_says_where_it_is() {
    let good = text("1.0.0", &order(100));
    let (line, _) = good.lines().enumerate().find(|(_, line)| line.contains("\"maximum\"")).expect("a maximum");
    let said = fault(&good.replacen("\"maximum\": 100", "\"maximum\": 1OO", 1));
    assert!(said.starts_with(&format!("contract.json:{}:", line + 1)), "{said}");
    assert!(said.contains("not JSON"), "{said}");

    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let said = fault(&good.replacen("\"maximum\": 100", &format!("\"maximum\": {deep}"), 1));
    assert!(said.contains("recursion limit"), "{said}");

    let said = fault(&good.replacen("quantity", "\\ud800", 1));
    assert!(said.starts_with("contract.json:"), "{said}");
    assert!(said.contains("not JSON"), "{said}");
}

#[test]
fn an_unknown_format_is_told_before_what_it_may_have_changed() {
    let later = json!({ "format": "accord/2", "kinds": [] }).to_string();
    assert_eq!(
        fault(&later),
        "contract.json: at /format: unknown format \"accord/2\"; this version reads \"accord/1\""
    );
    assert!(fault("[]").contains("not a contract"));
}

#[test]
fn of_many_faults_the_first_is_told() {
    let broken = json!({ "type": "objekt" });
    let types: Vec<(String, Value)> = (0..200)
        .map(|number| (format!("T{number:03}"), wire("event", if number < 50 { &Value::Bool(true) } else { &broken })))
        .collect();
    let types: Vec<(&str, Value)> = types.iter().map(|(name, wire)| (name.as_str(), wire.clone())).collect();
    let said = fault(&contract("1.0.0", &types).to_string());
    assert!(said.contains("/types/T050/accepts/type"), "{said}");
}
