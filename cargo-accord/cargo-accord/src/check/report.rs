//! What a judgement comes to.

use semver::Version;

use super::{Bump, Date, Declared, Exemption, Finding, Level};
use crate::contract::Contract;

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
        let (valid, expired): (Vec<_>, Vec<_>) =
            exemptions.iter().cloned().partition(|exemption| today <= exemption.until);
        let mut report = Self {
            package: old.package.clone(),
            old: old.version.clone(),
            new: new.version.clone(),
            findings: Vec::new(),
            exempted: Vec::new(),
            expired,
            unknown: Vec::new(),
            next: None,
        };
        for finding in findings {
            match valid.iter().find(|exemption| exemption.covers(&finding)) {
                Some(exemption) => {
                    report.exempted.push(Exempted { finding, reason: exemption.reason.clone(), until: exemption.until })
                }
                None => report.findings.push(finding),
            }
        }
        report.sort();
        report
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

    /// Whether the new version may be released as it is numbered.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        let breaks = self.findings.iter().any(|finding| finding.level == Level::Major);
        let declared = match self.declared() {
            // Before 1.0 the required bump alone does not distinguish what breaks from what adds.
            Declared::Unchanged => !breaks,
            declared => declared.allows(self.required()),
        };
        declared && self.expired.is_empty() && self.unknown.is_empty()
    }
}
