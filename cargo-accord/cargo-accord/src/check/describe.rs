//! What is said about the changes of a type.

use std::collections::BTreeMap;

use json_subschema::{Answer, Refusal};

use super::opaque::find;
use super::pair::Pair;
use super::question::{refusal, same_documents, verdict};
use super::{Finding, Level};
use crate::contract::Question;
use crate::localise::TypeChange;
use crate::rules::Rule;

impl Pair<'_> {
    /// A finding about a change that a question objects to.
    pub(super) fn finding(&self, change: &TypeChange, question: Question, level: Level, verdict: Answer) -> Finding {
        let rule = match (&verdict, change.unseen.is_empty()) {
            (Answer::Undecided { .. }, true) => Rule::Undecided,
            _ => change.rule,
        };
        let mut finding = self.plain(rule, &change.path, level, &change.message);
        finding.question = Some(question);
        finding.advice.clone_from(&change.advice);
        self.prove(&mut finding, question, verdict);
        let unseen = change.unseen.iter().find(|unseen| unseen.question == question);
        if let (Some(unseen), Some(witness)) = (unseen, &finding.witness) {
            // The validator does not see the fault either.
            finding.refused = unseen
                .text
                .as_deref()
                .and_then(|text| find(witness, text))
                .map(|at| Refusal { at, why: unseen.reason.clone() });
        }
        finding
    }

    /// A finding about types whose changes are harmless one by one.
    pub(super) fn unexplained(&self, question: Question, level: Level, whole: Answer) -> Finding {
        let (rule, message) = match &whole {
            Answer::Undecided { .. } => (Rule::Undecided, "the types cannot be compared"),
            _ if verdict(&self.old.emits, &self.old.accepts) != Answer::Contained => {
                (Rule::DocumentsRefused, "documents are refused, as they were before this change")
            }
            _ => (Rule::DocumentsRefused, "documents are refused"),
        };
        let mut finding = self.plain(rule, "", level, message);
        finding.question = Some(question);
        self.prove(&mut finding, question, whole);
        finding
    }

    /// Findings about the changes that no question objects to.
    pub(super) fn harmless(
        &self,
        changes: &[TypeChange],
        blamed: &BTreeMap<usize, Level>,
        unblamed: bool,
    ) -> Vec<Finding> {
        let same = unblamed
            && same_documents(&self.old.accepts, &self.new.accepts)
            && same_documents(&self.old.emits, &self.new.emits);
        let rest = changes.iter().enumerate().filter(|(index, _)| !blamed.contains_key(index));
        let reported = rest.filter(|(_, change)| !same || is_said_to_people(change.rule));
        let mut findings: Vec<Finding> = reported
            .map(|(_, change)| Finding {
                advice: change.advice.clone(),
                ..self.plain(change.rule, &change.path, Level::Minor, &change.message)
            })
            .collect();
        if findings.is_empty() && unblamed {
            let (level, message) = match same {
                true => (Level::Patch, "the schema is spelt differently and means the same"),
                false => (Level::Minor, "the schema changed, and both versions understand each other"),
            };
            findings.push(self.plain(Rule::SchemaRewritten, "", level, message));
        }
        findings
    }

    fn plain(&self, rule: Rule, path: &str, level: Level, message: &str) -> Finding {
        Finding { role: Some(self.role), ..Finding::plain(rule, self.name, path, level, message.to_owned()) }
    }

    fn prove(&self, finding: &mut Finding, question: Question, verdict: Answer) {
        match verdict {
            Answer::NotContained { witness } => {
                let (_, accepts) = self.sides(question);
                finding.refused = refusal(accepts, &witness);
                finding.witness = Some(witness);
            }
            Answer::Undecided { keyword, reason } => {
                finding.message = format!("{}: undecided because of `{keyword}`: {reason}", finding.message);
                finding.advice = Some(format!(
                    "if a person has checked it, allow it with an exemption for `{}` at `{}`",
                    finding.rule,
                    finding.place()
                ));
            }
            Answer::Contained => {}
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
    )
}
