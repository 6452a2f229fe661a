//! Findings that a person allows for a while.

use serde::Deserialize;
use serde_json::Value;

use super::{Date, Finding};
use crate::rules::Rule;

/// An entry of `exemptions` in `[package.metadata.accord]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// Which rule.
    pub rule: Rule,
    /// Where: a type and a path, such as `orders::PlaceOrder/properties/quantity/maximum`.
    /// `*` stands for any text.
    pub path: String,
    /// Why it is allowed.
    pub reason: String,
    /// The last day on which it is.
    pub until: Date,
}

/// A finding that a person has allowed.
#[derive(Debug, Clone)]
pub struct Exempted {
    /// What was found.
    pub finding: Finding,
    /// Why it is allowed.
    pub reason: String,
    /// The last day on which it is.
    pub until: Date,
}

/// An exemption that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("exemption {number}: {message}")]
pub struct ExemptionError {
    /// One-based.
    pub number: usize,
    /// What is wrong with it.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rule: String,
    path: String,
    reason: String,
    until: String,
}

impl Exemption {
    /// Reads the value of `exemptions`.
    ///
    /// # Errors
    ///
    /// When an entry is incomplete, or names a rule or a day that does not exist.
    pub fn read_all(value: &Value) -> Result<Vec<Self>, ExemptionError> {
        let Some(entries) = value.as_array() else {
            return Err(ExemptionError { number: 1, message: "`exemptions` must be a list".to_owned() });
        };
        let read = |(index, entry)| Self::read(entry).map_err(|message| ExemptionError { number: index + 1, message });
        entries.iter().enumerate().map(read).collect()
    }

    fn read(entry: &Value) -> Result<Self, String> {
        let written = Written::deserialize(entry).map_err(|error| error.to_string())?;
        if written.reason.trim().is_empty() {
            return Err("`reason` is empty".to_owned());
        }
        Ok(Self {
            rule: written.rule.parse().map_err(|error: crate::rules::UnknownRule| error.to_string())?,
            path: written.path,
            reason: written.reason,
            until: written.until.parse().map_err(|error: super::date::NotADate| error.to_string())?,
        })
    }

    /// Whether the finding is the one that is allowed.
    #[must_use]
    pub fn covers(&self, finding: &Finding) -> bool {
        let fits = |place: &str| crate::glob::matches(&self.path, place);
        self.rule == finding.rule && (fits(&finding.place()) || fits(&finding.path))
    }
}

/// Sorts findings into those that count and those that are exempted.
pub fn exempt(findings: Vec<Finding>, exemptions: &[Exemption], today: Date) -> (Vec<Finding>, Vec<Exempted>) {
    let (mut counted, mut exempted) = (Vec::new(), Vec::new());
    for finding in findings {
        let valid = exemptions.iter().find(|exemption| today <= exemption.until && exemption.covers(&finding));
        match valid {
            Some(Exemption { reason, until, .. }) => {
                exempted.push(Exempted { finding, reason: reason.clone(), until: *until });
            }
            None => counted.push(finding),
        }
    }
    (counted, exempted)
}
