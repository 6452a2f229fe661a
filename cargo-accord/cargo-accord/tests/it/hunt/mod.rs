//! A hunt for wrong judgements: random Rust types and what serde and garde do with them.
//!
//! A type is a model that can write documents and decide which it reads, in code that shares nothing
//! with the engine. What `check` calls compatible has to be read, and what it shows as refused has
//! to be written by the one and refused by the other.

mod change;
mod document;
mod model;
mod random;
mod schema;

use accord::check::{Finding, Level, Report, check};
use accord::contract::{Contract, Question, Role, parse};
use serde_json::{Map, Value, json};

use crate::dice::{Dice, first_seed, from_environment};
use crate::support::contract;
use model::Type;

/// Types in a default run; `TEST_TYPES` asks for more.
const TYPES: u64 = 5_000;

/// Types that are judged together, as those of one contract.
const TOGETHER: u64 = 100;

/// Documents that every "compatible" has to stand up to.
const DOCUMENTS: usize = 24;

/// A type at two versions.
struct Case {
    seed: u64,
    role: Role,
    old: Type,
    new: Type,
}

impl Case {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let role = dice.pick(&[Role::Request, Role::Response, Role::Event]);
        let old = random::top(&mut dice);
        let mut new = old.clone();
        for _ in 0..=dice.below(3) {
            change::change(&mut new, &mut dice);
        }
        match dice.one_in(2) {
            true => Self { seed, role, old, new },
            false => Self { seed, role, old: new, new: old },
        }
    }

    fn sides(&self, question: Question) -> (&Type, &Type) {
        match question {
            Question::OldReadByNew => (&self.old, &self.new),
            Question::NewReadByOld => (&self.new, &self.old),
        }
    }

    /// Tries to prove the judgement of this type wrong.
    fn verify(&self, findings: &[&Finding]) -> Result<(), String> {
        for question in Question::ALL {
            let level = match self.role.must_hold(question) {
                true => Level::Major,
                false => Level::MinorOrdered,
            };
            let (writer, reader) = self.sides(question);
            if !findings.iter().any(|finding| finding.level >= level) {
                let mut dice = Dice::new(self.seed ^ 0xD0C5);
                for _ in 0..DOCUMENTS {
                    let document = writer.write(&mut dice, 4);
                    if !reader.takes(&document, false) {
                        return Err(format!("{question} was called compatible: {document}"));
                    }
                }
            }
            let asked = findings.iter().filter(|finding| finding.question == Some(question));
            for witness in asked.filter_map(|finding| finding.witness.as_ref()) {
                if !writer.takes(witness, true) {
                    return Err(format!("{question}: {witness} is never written"));
                }
                if reader.takes(witness, false) {
                    return Err(format!("{question}: {witness} is read"));
                }
            }
        }
        Ok(())
    }
}

fn written(version: &str, cases: &[Case], side: fn(&Case) -> &Type) -> Contract {
    let wires: Vec<(String, Value)> = cases
        .iter()
        .map(|case| {
            let (accepts, emits) = (side(case).schema(false), side(case).schema(true));
            let wire = json!({ "role": case.role, "accepts": accepts, "emits": emits });
            (format!("T{}", case.seed), wire)
        })
        .collect();
    let types: Vec<(&str, Value)> = wires.iter().map(|(name, wire)| (name.as_str(), wire.clone())).collect();
    parse(&contract(version, &types).to_string(), version).unwrap_or_else(|fault| panic!("{fault}"))
}

fn judged(cases: &[Case]) -> Report {
    let (old, new) = (written("1.0.0", cases, |case| &case.old), written("2.0.0", cases, |case| &case.new));
    let today = "2026-01-01".parse().expect("a date");
    check(&old, &new, &[], today).expect("comparable")
}

fn shown(case: &Case) -> String {
    let side = |kind: &Type| json!({ "accepts": kind.schema(false), "emits": kind.schema(true) });
    let said: Map<String, Value> = [("old", &case.old), ("new", &case.new)]
        .map(|(name, kind)| (name.to_owned(), side(kind)))
        .into_iter()
        .collect();
    format!("{:#}", Value::Object(said))
}

#[test]
fn no_judgement_is_wrong() {
    let first = first_seed();
    let types = from_environment("TEST_TYPES").unwrap_or(TYPES);
    let (mut breaking, mut undecided) = (0, 0);
    for round in 0..types.div_ceil(TOGETHER) {
        let seeds = (0..TOGETHER).map(|index| first.wrapping_mul(1_000_003).wrapping_add(round * TOGETHER + index));
        let cases: Vec<Case> = seeds.map(Case::new).collect();
        let report = judged(&cases);
        for case in &cases {
            let name = format!("T{}", case.seed);
            let findings: Vec<&Finding> = report.findings.iter().filter(|finding| finding.subject == name).collect();
            if let Err(wrong) = case.verify(&findings) {
                panic!("TEST_SEED={first}, seed {}, {}: {wrong}\n{}\n{findings:#?}", case.seed, case.role, shown(case));
            }
            breaking += u64::from(findings.iter().any(|f| f.level == Level::Major));
            undecided += u64::from(findings.iter().any(|f| f.message.contains("undecided")));
        }
    }
    println!("{breaking} of {types} changes break, {undecided} are undecided");
    // Both kinds must be there, or nothing is tested.
    assert!(breaking > types / 5 && breaking < types * 4 / 5, "{breaking} break");
    assert!(undecided < types / 50, "{undecided} are undecided");
}
