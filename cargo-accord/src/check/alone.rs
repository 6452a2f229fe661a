//! Which of the changes of a type is to blame.
//!
//! The whole types are asked about first; their answer is the verdict. To say *which* change is at
//! fault, each is applied to the old schemas alone and asked about again: its "no" comes with a
//! document of its own. Changes that fail only together are found by leaving each out in turn.

use std::collections::BTreeMap;

use serde_json::Value;

use super::opaque;
use super::question::{Side, refuses, same_documents, verdict};
use super::{CheckError, Finding, Level, refusal};
use crate::contract::{Question, Role};
use crate::localise::{Edit, TypeChange, hybrid};
use crate::rules::Rule;
use crate::subschema::{Schema, Verdict};

/// One type at two versions, ready to be asked about.
pub struct Pair<'a> {
    name: &'a str,
    role: Role,
    /// Canonical `accepts` and `emits`.
    old: (Value, Value),
    new: (Value, Value),
    old_accepts: Schema,
    old_emits: Schema,
    new_accepts: Schema,
    new_emits: Schema,
}

/// Why a question about one change is not answered "yes".
struct Blame {
    change: usize,
    verdict: Verdict,
}

impl<'a> Pair<'a> {
    pub fn new(
        name: &'a str,
        role: Role,
        old: (Value, Value),
        new: (Value, Value),
    ) -> Result<Self, CheckError> {
        let parse = |side: Side, schema: &Value| {
            side.parse(schema).map_err(|fault| CheckError::Schema {
                name: name.to_owned(),
                fault,
            })
        };
        Ok(Self {
            old_accepts: parse(Side::Accepts, &old.0)?,
            old_emits: parse(Side::Emits, &old.1)?,
            new_accepts: parse(Side::Accepts, &new.0)?,
            new_emits: parse(Side::Emits, &new.1)?,
            name,
            role,
            old,
            new,
        })
    }

    pub fn judge(&self, changes: &[TypeChange]) -> Result<Vec<Finding>, CheckError> {
        let mut findings: Vec<Finding> = Vec::new();
        let mut blamed: BTreeMap<usize, Level> = BTreeMap::new();
        for question in Question::ALL {
            let level = match self.role.must_hold(question) {
                true => Level::Major,
                false => Level::MinorOrdered,
            };
            let (emits, accepts) = self.sides(question);
            let whole = verdict(emits, accepts);
            for blame in self.blame(question, &whole, changes) {
                let worst = blamed.entry(blame.change).or_insert(Level::Patch);
                *worst = (*worst).max(level);
                findings.push(self.finding(&changes[blame.change], question, level, blame.verdict));
            }
            if whole != Verdict::Contained && !findings.iter().any(|f| f.question == Some(question))
            {
                findings.push(self.unexplained(question, level, whole));
            }
        }
        // One "no" that breaks says more than another that only asks for an order.
        let broken: Vec<(Rule, String)> = findings
            .iter()
            .filter(|finding| finding.level == Level::Major)
            .map(|finding| (finding.rule, finding.path.clone()))
            .collect();
        findings.retain(|f| f.level == Level::Major || !broken.contains(&(f.rule, f.path.clone())));
        self.harmless(changes, &blamed, &mut findings);
        Ok(findings)
    }

    fn sides(&self, question: Question) -> (&Schema, &Schema) {
        match question {
            Question::OldReadByNew => (&self.old_emits, &self.new_accepts),
            Question::NewReadByOld => (&self.new_emits, &self.old_accepts),
        }
    }

    fn blame(&self, question: Question, whole: &Verdict, changes: &[TypeChange]) -> Vec<Blame> {
        let mut blamed: Vec<Blame> = Vec::new();
        for (index, change) in changes.iter().enumerate() {
            if let Some(verdict) = opaque::verdict(change, question, &self.old, &self.new) {
                blamed.push(Blame {
                    change: index,
                    verdict,
                });
            }
        }
        if *whole == Verdict::Contained {
            return blamed;
        }
        let every: Vec<usize> = (0..changes.len()).collect();
        for index in every.iter().copied() {
            let answer = self.ask(question, changes, &[index]);
            if answer != Verdict::Contained && !blamed.iter().any(|blame| blame.change == index) {
                let verdict = self.confirmed(question, answer, whole);
                blamed.push(Blame {
                    change: index,
                    verdict,
                });
            }
        }
        // When the old version does not understand itself, every change would seem at fault.
        let sane = verdict(&self.old_emits, &self.old_accepts) == Verdict::Contained;
        if sane && !blamed.is_empty() {
            return blamed;
        }
        blamed.retain(|blame| opaque::is_opaque(changes[blame.change].rule));
        for index in every.iter().copied() {
            let others: Vec<usize> = every
                .iter()
                .copied()
                .filter(|other| *other != index)
                .collect();
            if self.ask(question, changes, &others) == Verdict::Contained {
                blamed.push(Blame {
                    change: index,
                    verdict: whole.clone(),
                });
            }
        }
        blamed
    }

    /// Asks about the old type with only `chosen` of the changes made.
    fn ask(&self, question: Question, changes: &[TypeChange], chosen: &[usize]) -> Verdict {
        let edits = |side: fn(&TypeChange) -> &Vec<Edit>| -> Vec<&Edit> {
            chosen
                .iter()
                .flat_map(|index| side(&changes[*index]))
                .collect()
        };
        match question {
            Question::OldReadByNew => {
                let edits = edits(|change| &change.accepts);
                match Side::Accepts.parse(&hybrid(&self.old.0, &self.new.0, &edits)) {
                    Ok(accepts) => verdict(&self.old_emits, &accepts),
                    Err(_) => Verdict::Contained,
                }
            }
            Question::NewReadByOld => {
                let edits = edits(|change| &change.emits);
                match Side::Emits.parse(&hybrid(&self.old.1, &self.new.1, &edits)) {
                    Ok(emits) => verdict(&emits, &self.old_accepts),
                    Err(_) => Verdict::Contained,
                }
            }
        }
    }

    /// A document found for one change must also prove the whole "no"; else the other one is shown.
    fn confirmed(&self, question: Question, answer: Verdict, whole: &Verdict) -> Verdict {
        let Verdict::NotContained { witness } = &answer else {
            return match whole {
                Verdict::NotContained { .. } => whole.clone(),
                _ => answer,
            };
        };
        let (emits, accepts) = self.sides(question);
        let written = !refuses(emits, witness);
        match written && refuses(accepts, witness) {
            true => answer,
            false => whole.clone(),
        }
    }

    fn finding(
        &self,
        change: &TypeChange,
        question: Question,
        level: Level,
        verdict: Verdict,
    ) -> Finding {
        let rule = match (&verdict, opaque::is_opaque(change.rule)) {
            (Verdict::Undecided { .. }, false) => Rule::Undecided,
            _ => change.rule,
        };
        let mut finding = Finding {
            role: Some(self.role),
            question: Some(question),
            advice: change.advice.clone(),
            ..Finding::plain(rule, self.name, &change.path, level, change.message.clone())
        };
        self.prove(&mut finding, question, verdict);
        finding
    }

    fn unexplained(&self, question: Question, level: Level, whole: Verdict) -> Finding {
        let (rule, message) = match &whole {
            Verdict::Undecided { .. } => (Rule::Undecided, "the types cannot be compared"),
            _ => (Rule::DocumentsRefused, "documents are refused"),
        };
        let mut finding = Finding {
            role: Some(self.role),
            question: Some(question),
            ..Finding::plain(rule, self.name, "", level, message.to_owned())
        };
        self.prove(&mut finding, question, whole);
        finding
    }

    fn prove(&self, finding: &mut Finding, question: Question, verdict: Verdict) {
        match verdict {
            Verdict::NotContained { witness } => {
                let accepts = match question {
                    Question::OldReadByNew => &self.new.0,
                    Question::NewReadByOld => &self.old.0,
                };
                finding.refused = refusal(accepts, &witness);
                finding.witness = Some(witness);
            }
            Verdict::Undecided { keyword, reason } => {
                finding.message = format!(
                    "{}: undecided because of `{keyword}`: {reason}",
                    finding.message
                );
                finding.advice = Some(format!(
                    "if a person has checked it, allow it with an exemption for `{}` at `{}`",
                    finding.rule,
                    finding.place()
                ));
            }
            Verdict::Contained => {}
        }
    }

    /// Changes that no question objects to.
    fn harmless(
        &self,
        changes: &[TypeChange],
        blamed: &BTreeMap<usize, Level>,
        findings: &mut Vec<Finding>,
    ) {
        let rest: Vec<&TypeChange> = changes
            .iter()
            .enumerate()
            .filter(|(index, _)| !blamed.contains_key(index))
            .map(|(_, change)| change)
            .collect();
        let unblamed = blamed.is_empty() && findings.is_empty();
        let same = unblamed
            && same_documents(&self.old_accepts, &self.new_accepts)
            && same_documents(&self.old_emits, &self.new_emits);
        for change in &rest {
            let level = match same && !is_said_to_people(change.rule) {
                true => Level::Patch,
                false => Level::Minor,
            };
            findings.push(Finding {
                role: Some(self.role),
                advice: change.advice.clone(),
                ..Finding::plain(
                    change.rule,
                    self.name,
                    &change.path,
                    level,
                    change.message.clone(),
                )
            });
        }
        if changes.is_empty() && unblamed {
            let (level, message) = match same {
                true => (
                    Level::Patch,
                    "the schema is spelt differently and means the same",
                ),
                false => (
                    Level::Minor,
                    "the schema changed, and both versions understand each other",
                ),
            };
            findings.push(Finding {
                role: Some(self.role),
                ..Finding::plain(
                    Rule::SchemaRewritten,
                    self.name,
                    "",
                    level,
                    message.to_owned(),
                )
            });
        }
    }
}

/// Changes that count although the documents stay the same.
fn is_said_to_people(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::DefaultChanged
            | Rule::DeprecatedAdded
            | Rule::DeprecatedRemoved
            | Rule::VariantsReordered
            | Rule::NumberPrecisionChanged
    ) || opaque::is_opaque(rule)
}
