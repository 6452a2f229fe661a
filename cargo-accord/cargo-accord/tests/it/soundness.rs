//! The level of a report is that of the whole types, whatever the changes are called.
//!
//! Random pairs of types are judged twice: by `check`, which names and weighs each change, and by
//! the engine alone. The two must agree.

use std::sync::Arc;

use accord::check::{Level, check};
use accord::contract::parse;
use accord::schema::canonical;
use json_subschema::{Answer, Objects, Options, Schema, is_subschema};
use serde_json::{Value, json};

use crate::support::{contract, object, wire};

const PAIRS: u64 = 60;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn value(&mut self, depth: u64) -> Value {
        match self.roll(if depth == 0 { 6 } else { 11 }) {
            0 => {
                json!({ "type": "integer", "format": (["int32", "int64", "uint8"][self.roll(3) as usize]) })
            }
            1 => json!({ "type": "integer", "minimum": self.roll(3), "maximum": 3 + self.roll(4) }),
            2 => {
                json!({ "type": "string", "minLength": self.roll(2), "maxLength": 2 + self.roll(3) })
            }
            3 => {
                json!({ "type": "string", "pattern": (["^a+$", "^[ab]+$", "^a$"][self.roll(3) as usize]) })
            }
            4 => json!({ "type": "string", "enum": &["a", "b", "c"][..1 + self.roll(3) as usize] }),
            5 => json!({ "type": ["string", "null"] }),
            6 => {
                json!({ "type": "array", "items": self.value(depth - 1), "maxItems": 1 + self.roll(2) })
            }
            7 => json!({ "anyOf": [self.value(depth - 1), { "type": "null" }] }),
            8 => json!({ "type": "object", "additionalProperties": self.value(depth - 1) }),
            9 => {
                let mut tagged = |name: &str| {
                    let mut variant = self.object(depth - 1);
                    variant["properties"]["kind"] = json!({ "const": name });
                    variant["required"] = json!(["kind"]);
                    variant
                };
                let mut list = vec![tagged("x"), tagged("y"), tagged("z")];
                list.truncate(1 + self.roll(3) as usize);
                json!({ "oneOf": list })
            }
            _ => self.object(depth - 1),
        }
    }

    fn object(&mut self, depth: u64) -> Value {
        let names = ["a", "b?", "a_long", "d?"];
        let mut fields = Vec::new();
        for name in names {
            if self.roll(3) > 0 {
                fields.push((name, self.value(depth)));
            }
        }
        let mut schema = object(&fields);
        if self.roll(4) == 0 {
            schema["additionalProperties"] = json!(false);
        }
        schema
    }

    /// The same type with a change or two, so that most pairs are close.
    fn changed(&mut self, schema: &Value) -> Value {
        let mut changed = schema.clone();
        for _ in 0..=self.roll(2) {
            let fresh = self.object(2);
            for (keyword, value) in fresh.as_object().expect("an object") {
                match (changed.get_mut(keyword), value) {
                    (Some(Value::Object(old)), Value::Object(new)) => {
                        let pick = self.roll(2) as usize;
                        if let Some((name, field)) = new.iter().nth(pick) {
                            old.insert(name.clone(), field.clone());
                        }
                    }
                    _ if self.roll(3) == 0 => {
                        drop(changed.as_object_mut().expect("an object").insert(keyword.clone(), value.clone()))
                    }
                    _ => {}
                }
            }
        }
        changed
    }
}

fn holds(written: &Value, read: &Value) -> bool {
    let options = Options::default().with_formats();
    let written = Schema::parse_as(Arc::new(canonical(written)), Objects::Closed).expect("a schema");
    let read = Schema::parse(&canonical(read)).expect("a schema");
    is_subschema(&written, &read, &options) == Answer::Contained
}

#[test]
fn the_report_is_as_heavy_as_the_mathematics() {
    let mut dice = Dice(7);
    let (mut broken, mut fine) = (0, 0);
    for round in 0..PAIRS {
        let old = dice.object(2);
        let new = dice.changed(&old);
        for role in ["request", "response", "event"] {
            let side = |version: &str, schema: &Value| {
                parse(&contract(version, &[("T", wire(role, schema))]).to_string(), "test").expect("a contract")
            };
            let today = "2026-01-01".parse().expect("a date");
            let report = check(&side("1.0.0", &old), &side("2.0.0", &new), &[], today).expect("comparable");
            let (kept, read) = (holds(&old, &new), holds(&new, &old));
            let must = match role {
                "request" => kept,
                "response" => read,
                _ => kept && read,
            };
            // A type that did not change is not asked about.
            let same = canonical(&old) == canonical(&new);
            let heavy = report.findings.iter().any(|finding| finding.level == Level::Major);
            assert_eq!(heavy, !must && !same, "round {round}, {role}: {old} {new} {:#?}", report.findings);
            if !(same || kept && read) {
                assert!(report.findings.iter().any(|f| f.level >= Level::MinorOrdered), "round {round}: {old} {new}");
            }
            for finding in &report.findings {
                if let Some(witness) = &finding.witness {
                    let exactly = json!({ "const": witness });
                    assert!(!holds(&exactly, &old) || !holds(&exactly, &new), "round {round}: {witness}");
                }
            }
            if heavy { broken += 1 } else { fine += 1 }
        }
    }
    // Both kinds must be there, or nothing is tested.
    assert!(broken > PAIRS / 4 && fine > PAIRS / 4, "{broken} {fine}");
}
