//! Which change is to blame, and how much it weighs.

use accord::check::{Bump, Level, Report, check};
use accord::contract::parse;
use accord::rules::Rule;
use serde_json::{Value, json};

use crate::support::{contract, integer, object, text, wire};

fn judged(old: Value, new: Value) -> Report {
    between("1.0.0", old, "2.0.0", new)
}

fn between(old_version: &str, old: Value, new_version: &str, new: Value) -> Report {
    let side = |version: &str, wire: Value| {
        parse(&contract(version, &[("orders::T", wire)]).to_string(), "test").expect("a contract")
    };
    let today = "2026-01-01".parse().expect("a date");
    check(&side(old_version, old), &side(new_version, new), &[], today).expect("comparable")
}

fn two(role: &str, accepts: Value, emits: Value) -> Value {
    json!({ "role": role, "accepts": accepts, "emits": emits })
}

/// Rule, level and witness of each finding.
fn said(report: &Report) -> Vec<(Rule, Level, Option<Value>)> {
    report.findings.iter().map(|f| (f.rule, f.level, f.witness.clone())).collect()
}

#[test]
fn each_of_several_changes_has_its_own_level() {
    let old = object(&[("quantity", integer(100)), ("code", text())]);
    let new = object(&[("quantity", integer(50)), ("code", text()), ("note?", text())]);
    let report = judged(wire("request", &old), wire("request", &new));
    assert_eq!(
        said(&report),
        [
            (Rule::RangeTightened, Level::Major, Some(json!({ "code": "", "quantity": 51 }))),
            (Rule::FieldAddedOptional, Level::Minor, None),
        ]
    );
}

#[test]
fn a_definition_that_many_places_share_is_told_once() {
    let money = |maximum| object(&[("amount", integer(maximum))]);
    let order = |maximum| {
        let reference = json!({ "$ref": "#/$defs/Money" });
        let mut schema = object(&[("net", reference.clone()), ("tax", reference)]);
        schema["$defs"] = json!({ "Money": money(maximum) });
        wire("request", &schema)
    };
    let report = judged(order(100), order(50));
    assert_eq!(report.findings.len(), 1, "{:#?}", said(&report));
    assert_eq!(report.findings[0].path, "/properties/net/properties/amount/maximum");
}

#[test]
fn a_type_that_contains_itself_is_followed_once() {
    let tree = |maximum| {
        let mut schema =
            object(&[("size", integer(maximum)), ("children", json!({ "type": "array", "items": { "$ref": "#" } }))]);
        schema["title"] = json!("Tree");
        wire("event", &schema)
    };
    let report = judged(tree(100), tree(50));
    assert_eq!(said(&report), [(Rule::RangeTightened, Level::Major, Some(json!({ "children": [], "size": 51 })))]);
}

#[test]
fn a_renamed_definition_is_no_change_of_the_wire() {
    let order = |name: &str| {
        let mut schema = object(&[("line", json!({ "$ref": format!("#/$defs/{name}") }))]);
        schema["$defs"] = json!({ name: object(&[("sku", text())]) });
        wire("event", &schema)
    };
    let report = judged(order("Line"), order("OrderLine"));
    assert_eq!(said(&report), [(Rule::SchemaRewritten, Level::Patch, None)]);
}

#[test]
fn a_rename_in_two_steps_breaks_nothing() {
    let field = |alias: &[&str]| json!({ "type": "string", "x-accord-alias": alias });
    let (phone, number) = (object(&[("phone", text())]), object(&[("phone_number", text())]));
    // First the readers learn the new name, then the writers use it, then the old one goes.
    let first = two("event", object(&[("phone", field(&["phone_number"]))]), phone.clone());
    let second = two("event", object(&[("phone_number", field(&["phone"]))]), number.clone());
    let third = wire("event", &number);
    for (old, new) in [(wire("event", &phone), first.clone()), (first.clone(), second.clone()), (second.clone(), third)]
    {
        let report = judged(old, new);
        assert!(report.required() <= Bump::Minor, "{:#?}", report.findings);
    }
    // Without the first step the deployed readers refuse the new name.
    let report = judged(wire("event", &phone), second);
    let finding = &report.findings[0];
    assert_eq!((finding.rule, finding.level), (Rule::FieldRenamed, Level::Major), "{:#?}", report.findings);
    assert_eq!(finding.witness, Some(json!({ "phone_number": "" })));
    assert!(finding.message.contains("still read under its old name"), "{}", finding.message);
}

#[test]
fn a_renamed_field_is_advised_about() {
    let report =
        judged(wire("request", &object(&[("phone", text())])), wire("request", &object(&[("phone_number", text())])));
    let finding = &report.findings[0];
    assert_eq!(finding.message, "`phone` looks renamed to `phone_number`");
    assert_eq!(finding.advice().as_deref(), Some("keep reading the old name with `#[serde(alias = \"phone\")]`"));
}

#[test]
fn a_fallback_lets_an_enum_and_a_union_grow() {
    let values = |more: &[&str], other: bool| {
        let all = [["new", "paid"].as_slice(), more].concat();
        let mut schema = json!({ "type": "string", "enum": all });
        if other {
            schema["x-accord-other"] = json!(true);
        }
        object(&[("status", schema)])
    };
    let grown = judged(
        two("event", values(&[], true), values(&[], false)),
        two("event", values(&["lost"], true), values(&["lost"], false)),
    );
    assert_eq!(said(&grown), [(Rule::EnumValueAdded, Level::Minor, None)]);

    let union = |more: bool, other: bool| {
        let tagged = |name: &str| object(&[("type", json!({ "const": name })), ("id", text())]);
        let mut list = vec![tagged("card"), tagged("cash")];
        if more {
            list.push(tagged("voucher"));
        }
        let mut schema = json!({ "oneOf": list });
        if other {
            schema["x-accord-other"] = json!(true);
        }
        object(&[("payment", schema)])
    };
    for (other, level) in [(true, Level::Minor), (false, Level::Major)] {
        let report = judged(
            two("response", union(false, other), union(false, false)),
            two("response", union(true, other), union(true, false)),
        );
        assert_eq!(
            (report.findings[0].rule, report.findings[0].level),
            (Rule::VariantAdded, level),
            "{:#?}",
            report.findings
        );
    }
}

#[test]
fn the_same_validator_is_no_change_and_another_is_undecided() {
    let number = |token: &str, maximum: u32| {
        let mut schema = integer(maximum);
        schema["x-accord-custom"] = json!(token);
        wire("request", &object(&[("n", schema), ("note?", text())]))
    };
    assert_eq!(judged(number("a", 9), number("a", 9)).required(), Bump::None);
    let report = judged(number("a", 9), number("b", 9));
    assert_eq!(said(&report), [(Rule::CustomChanged, Level::Major, None)]);
    // A validator that hides in a type that stands in place of another is not overlooked.
    let hidden =
        wire("request", &object(&[("n", json!({ "enum": [1, 2], "x-accord-custom": "c" })), ("note?", text())]));
    let plain = wire("request", &object(&[("n", json!({ "const": 1 })), ("note?", text())]));
    assert!(judged(plain, hidden).findings.iter().any(|f| f.level == Level::Major));
}

#[test]
fn lengths_in_two_units_are_compared_exactly() {
    let name = |unit: &str, most: u64| {
        wire("request", &object(&[("name", json!({ "type": "string", "maxLength": most, "x-accord-length": unit }))]))
    };
    // A hundred characters are at most four hundred bytes.
    let roomy = judged(name("chars", 100), name("bytes", 400));
    assert!(roomy.findings.iter().all(|f| f.level < Level::Major), "{:#?}", roomy.findings);
    let tight = judged(name("chars", 100), name("bytes", 399));
    let finding = tight.findings.iter().find(|f| f.rule == Rule::LengthModeChanged).expect("found");
    assert_eq!(finding.level, Level::Major);
    let text = finding.witness.as_ref().and_then(|w| w["name"].as_str()).expect("a text");
    assert!(text.chars().count() <= 100 && text.len() > 399);
}

#[test]
fn a_type_that_never_understood_itself_is_said_to_be_so() {
    let broken = |fields: &[(&str, Value)]| two("event", object(fields), object(&[("id", text())]));
    let report = judged(broken(&[("id", integer(1))]), broken(&[("id", integer(1)), ("note?", text())]));
    assert!(
        report.findings.iter().any(|f| f.rule == Rule::DocumentsRefused && f.message.contains("as they were before")),
        "{:#?}",
        report.findings
    );
}

#[test]
fn levels_shift_before_the_first_release() {
    let wires = |maximum| wire("request", &object(&[("quantity", integer(maximum))]));
    for (old, new, required, ok) in [
        ("0.3.1", "0.3.2", Bump::Minor, false),
        ("0.3.1", "0.4.0", Bump::Minor, true),
        ("0.3.1", "0.3.1", Bump::Minor, false),
        ("0.0.1", "0.0.2", Bump::Patch, true),
        ("1.0.0", "1.0.0", Bump::Major, false),
        ("1.0.0", "2.0.0", Bump::Major, true),
        ("1.0.0", "0.9.0", Bump::Major, false),
        ("2.0.0-rc.1", "2.0.0", Bump::Major, false),
    ] {
        let report = between(old, wires(100), new, wires(50));
        assert_eq!((report.required(), report.is_ok()), (required, ok), "{old} -> {new}");
    }
    let added = |old, new| {
        let more = wire("request", &object(&[("quantity", integer(9)), ("note?", text())]));
        between(old, wire("request", &object(&[("quantity", integer(9))])), new, more)
    };
    assert_eq!(added("0.3.1", "0.3.2").required(), Bump::Patch);
    assert!(added("1.0.0", "1.0.0").is_ok());
    assert!(!added("1.0.0", "1.0.1").is_ok());
    assert!(added("1.0.0", "1.1.0").is_ok());
}

#[test]
fn a_finding_keeps_its_fingerprint_when_its_wording_or_witness_changes() {
    let wires = |maximum, code: &str| wire("request", &object(&[("quantity", integer(maximum)), (code, text())]));
    let print = |report: &Report| report.findings[0].fingerprint();
    let one = judged(wires(100, "a"), wires(50, "a"));
    let two = judged(wires(90, "b"), wires(40, "b"));
    assert_ne!(one.findings[0].witness, two.findings[0].witness);
    assert_eq!(print(&one), print(&two));
}

#[test]
fn the_last_but_one_variant_is_removed_by_name() {
    let variant = |kind: &str, body: Value| {
        json!({
            "type": "object",
            "properties": { "body": body, "kind": { "type": "string", "const": kind } },
            "required": ["body", "kind"],
        })
    };
    let card = || variant("card", json!({ "type": "string", "enum": ["gold"] }));
    let both = json!({ "oneOf": [card(), variant("cash", json!({ "type": "integer" }))] });
    let report = judged(wire("request", &both), wire("request", &json!({ "oneOf": [card()] })));
    assert_eq!(said(&report), [(Rule::VariantRemoved, Level::Major, Some(json!({ "body": 0, "kind": "cash" })))]);
}
