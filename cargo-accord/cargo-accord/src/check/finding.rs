//! One thing that a report says.

use json_subschema::Refusal;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::Level;
use crate::contract::{Question, Role};
use crate::rules::Rule;

/// A change, its weight, and what proves it.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// The wire type, or `tables/NAME`, or `problems/URI`.
    #[serde(rename = "type")]
    pub subject: String,
    /// Which way the type travels.
    pub role: Option<Role>,
    /// The rule that names the change.
    #[serde(serialize_with = "as_text")]
    pub rule: Rule,
    /// The question that is answered "no", if one is.
    #[serde(serialize_with = "as_optional_text")]
    pub question: Option<Question>,
    /// Where in the schema, with references followed.
    pub path: String,
    /// What it asks of the version number.
    pub level: Level,
    /// A document that the one side has and the other refuses.
    pub witness: Option<Value>,
    /// What happened, in words.
    pub message: String,
    /// Which part of the witness is refused, and why.
    pub refused: Option<Refusal>,
    /// What to do instead.
    pub advice: Option<String>,
}

impl Finding {
    /// A finding that needs no witness.
    #[must_use]
    pub fn plain(rule: Rule, subject: &str, path: &str, level: Level, message: String) -> Self {
        Self {
            subject: subject.to_owned(),
            role: None,
            rule,
            question: None,
            path: path.to_owned(),
            level,
            message,
            witness: None,
            refused: None,
            advice: None,
        }
    }

    /// The same finding with advice.
    #[must_use]
    pub fn advised(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// What to do: said for this finding, or by the page of its rule.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        let page = || {
            let section = crate::rules::Page::of(self.rule).section("Instead")?;
            let idle = section.starts_with("Nothing");
            (!idle && self.asks_for_care()).then(|| section.replace('\n', " "))
        };
        self.advice.clone().or_else(page)
    }

    /// Whether there is something to do, even when both versions understand each other.
    fn asks_for_care(&self) -> bool {
        let lossy = matches!(
            self.rule,
            Rule::AliasRemoved
                | Rule::ColumnDefaultChanged
                | Rule::DefaultChanged
                | Rule::DenyUnknownAdded
                | Rule::FieldRemoved
                | Rule::NumberPrecisionChanged
                | Rule::OtherRemoved
                | Rule::VariantsReordered
        );
        lossy || self.level >= Level::MinorOrdered
    }

    /// A name for this finding that stays the same from run to run.
    ///
    /// It depends on what changed where, not on wording or witness.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let question = self.question.map_or("", Question::formal);
        let parts = [&self.subject, self.rule.id(), question, &self.path];
        // FNV-1a: short, and the same on every machine and in every release.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in parts.join("\n").bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        format!("{hash:016x}")
    }

    /// The place as exemptions name it: the type and the path.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}{}", self.subject, self.path)
    }
}

fn as_text<S: Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id())
}

fn as_optional_text<S: Serializer>(question: &Option<Question>, serializer: S) -> Result<S::Ok, S::Error> {
    question.map(Question::formal).serialize(serializer)
}
