//! One type at two versions.

use std::collections::BTreeMap;

use json_subschema::{Answer, Schema};

use super::question::{Side, verdict};
use super::sides::Sides;
use super::{CheckError, Finding, Level};
use crate::contract::{Question, Role};
use crate::localise::TypeChange;
use crate::rules::Rule;

/// One type at two versions, ready to be asked about.
pub struct Pair<'a> {
    pub(super) name: &'a str,
    pub(super) role: Role,
    pub(super) old: Version,
    pub(super) new: Version,
}

/// What a type reads and writes at one version, as the engine takes it.
pub struct Version {
    /// Canonical.
    pub sides: Sides,
    pub accepts: Schema,
    pub emits: Schema,
}

impl<'a> Pair<'a> {
    pub fn new(name: &'a str, role: Role, old: Sides, new: Sides) -> Result<Self, CheckError> {
        let version = |sides: Sides| {
            let (accepts, emits) = (Side::Accepts.parse(&sides.accepts)?, Side::Emits.parse(&sides.emits)?);
            Ok(Version { sides, accepts, emits })
        };
        let parsed = version(old).and_then(|old| Ok((old, version(new)?)));
        let (old, new) = parsed.map_err(|fault| CheckError::Schema { name: name.to_owned(), fault })?;
        Ok(Self { name, role, old, new })
    }

    pub fn judge(&self, changes: &[TypeChange]) -> Result<Vec<Finding>, CheckError> {
        let mut findings: Vec<Finding> = Vec::new();
        let mut blamed: BTreeMap<usize, Level> = BTreeMap::new();
        for question in Question::ALL {
            let level = match self.role.must_hold(question) {
                true => Level::Major,
                false => Level::MinorOrdered,
            };
            let whole = self.whole(question);
            let mut explained = whole == Answer::Contained;
            for (change, verdict) in self.blame(question, &whole, changes) {
                // A proved "no" needs a proved one; doubts about other things do not explain it.
                explained |= std::mem::discriminant(&verdict) == std::mem::discriminant(&whole);
                let worst = blamed.entry(change).or_insert(Level::Patch);
                *worst = (*worst).max(level);
                findings.push(self.finding(&changes[change], question, level, verdict));
            }
            if !explained {
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
        let unblamed = blamed.is_empty() && findings.is_empty();
        findings.extend(self.harmless(changes, &blamed, unblamed));
        Ok(findings)
    }

    /// The answer for the whole types.
    pub(super) fn whole(&self, question: Question) -> Answer {
        let (emits, accepts) = self.sides(question);
        verdict(emits, accepts)
    }

    /// The schemas that a question is about.
    pub(super) fn sides(&self, question: Question) -> (&Schema, &Schema) {
        match question {
            Question::OldReadByNew => (&self.old.emits, &self.new.accepts),
            Question::NewReadByOld => (&self.new.emits, &self.old.accepts),
        }
    }
}
