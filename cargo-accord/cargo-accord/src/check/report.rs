//! What a judgement comes to.

use semver::Version;

use super::exemption::exempt;
use super::{Bump, Date, Declared, Exempted, Exemption, Finding, History, Level, Retained};
use crate::contract::Contract;
use crate::rules::Rule;

/// The judgement of one change of contract.
#[derive(Debug, Clone)]
pub struct Report {
    /// The crate whose contract it is.
    pub package: String,
    /// The announced version of the next release.
    pub next: Option<Version>,
    /// The version that is compared with.
    pub old: Version,
    /// The version of the contract that is judged.
    pub new: Version,
    /// The releases whose facts the new version has to read, oldest first; empty when that was not asked.
    pub history: Vec<Retained>,
    /// What counts, heaviest first.
    pub findings: Vec<Finding>,
    /// What was allowed.
    pub exempted: Vec<Exempted>,
    /// Exemptions whose day has passed.
    pub expired: Vec<Exemption>,
    /// What could not be found out, such as the state of the Rust API.
    pub unknown: Vec<String>,
}

impl Report {
    /// Sorts findings into those that count and those that are exempted.
    #[must_use]
    pub fn new(old: &Contract, new: &Contract, findings: Vec<Finding>, exemptions: &[Exemption], today: Date) -> Self {
        let (findings, exempted) = exempt(findings, exemptions, today);
        let mut report = Self {
            package: old.package.clone(),
            old: old.version.clone(),
            new: new.version.clone(),
            history: Vec::new(),
            findings,
            exempted,
            expired: exemptions.iter().filter(|exemption| today > exemption.until).cloned().collect(),
            unknown: Vec::new(),
            next: None,
        };
        report.sort();
        report
    }

    /// Adds what came of reading the facts of every release.
    pub fn remember(&mut self, history: History) {
        self.history = history.releases;
        self.exempted.extend(history.exempted);
        self.extend(history.findings);
    }

    /// Adds findings from elsewhere, such as those about the Rust API.
    pub fn extend(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        self.sort();
    }

    fn sort(&mut self) {
        self.findings.sort_by(|left, right| {
            let key = |f: &Finding| (std::cmp::Reverse(f.level), f.subject.clone(), f.path.clone(), f.rule, f.question);
            key(left).cmp(&key(right))
        });
    }

    /// The smallest bump that says enough.
    ///
    /// An exempted finding still is a change, so it asks for a patch.
    #[must_use]
    pub fn required(&self) -> Bump {
        let counted = self.findings.iter().map(|finding| finding.level);
        let allowed = self.exempted.iter().map(|_| Level::Patch);
        counted.chain(allowed).max().map_or(Bump::None, |level| Bump::required(level, &self.old))
    }

    /// The version that is announced, while the number itself is not raised yet.
    #[must_use]
    pub fn announced(&self) -> Option<&Version> {
        let raised = Declared::between(&self.old, &self.new) != Declared::Unchanged;
        // What was announced for a release that is out says nothing of the next one.
        self.next.as_ref().filter(|next| !raised && **next > self.old)
    }

    /// What the version numbers say.
    #[must_use]
    pub fn declared(&self) -> Declared {
        Declared::between(&self.old, self.announced().unwrap_or(&self.new))
    }

    /// Whether the facts of every release can be read. A major may break what is deployed; what is stored stays.
    #[must_use]
    pub fn reads_history(&self) -> bool {
        self.findings.iter().all(|finding| finding.rule != Rule::FactUnreadable)
    }

    /// Whether the new version may be released as it is numbered.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        let breaks = self.findings.iter().any(|finding| finding.level == Level::Major);
        let declared = match self.declared() {
            // Before 1.0 the required bump alone does not distinguish what breaks from what adds.
            Declared::Unchanged => !breaks,
            declared => declared.allows(self.required()),
        };
        declared && self.reads_history() && self.expired.is_empty() && self.unknown.is_empty()
    }
}
