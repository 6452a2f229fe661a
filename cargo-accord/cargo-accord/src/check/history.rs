//! Whether the facts of every release can still be read.
//!
//! Two neighbouring releases that understand each other prove nothing about a third: a field may go in one and come
//! back as another type two releases later. So each release is asked about itself.

use std::collections::BTreeMap;

use json_subschema::{Answer, Refusal};
use semver::Version;
use serde_json::Value;

use super::exchange::{delivery, exchange};
use super::exemption::exempt;
use super::{CheckError, Date, Exempted, Exemption, Finding, Level};
use crate::contract::{Contract, Question, Role, WireType};
use crate::parallel;
use crate::rules::Rule;

/// What a release wrote.
#[derive(Debug, Clone)]
pub struct Released {
    /// What it can write.
    pub contract: Contract,
    /// The sample documents in it, by type.
    pub samples: BTreeMap<String, Value>,
}

/// A release, and how many of its facts can be read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Retained {
    /// Which release.
    pub version: Version,
    /// How many types of events it has.
    pub types: usize,
    /// How many of them have a sample.
    pub samples: usize,
    /// How many of them cannot be read.
    pub unreadable: usize,
}

/// The judgement of one version as the reader of all releases.
#[derive(Debug, Clone)]
pub struct History {
    /// The crate whose facts they are.
    pub package: String,
    /// The version that reads them.
    pub reader: Version,
    /// Oldest first.
    pub releases: Vec<Retained>,
    /// What counts, in order of type.
    pub findings: Vec<Finding>,
    /// What was allowed.
    pub exempted: Vec<Exempted>,
}

impl History {
    /// Whether every fact can be read, or a person allows that it cannot.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Asks whether `reader` reads every event that a release can write, and every sample of one.
///
/// # Errors
///
/// When a schema is malformed.
pub fn history(
    releases: &[Released],
    reader: &Contract,
    exemptions: &[Exemption],
    today: Date,
) -> Result<History, CheckError> {
    let shapes = shapes(releases);
    let mut unreadable: Vec<Unreadable<'_>> = Vec::new();
    for found in parallel::map(&shapes, |shape| shape.judge(reader)) {
        for (name, version, why) in found? {
            match unreadable.iter_mut().find(|known| known.name == name && known.why == why) {
                Some(known) => known.releases.push(version),
                None => unreadable.push(Unreadable { name, why, releases: vec![version] }),
            }
        }
    }
    // A type that changed and changed back has two shapes, whose releases alternate.
    unreadable.iter_mut().for_each(|unreadable| unreadable.releases.sort());
    let findings = unreadable.iter().map(|unreadable| unreadable.finding(reader)).collect();
    let (findings, exempted) = exempt(findings, exemptions, today);
    let retained = |release: &Released| Retained {
        version: release.contract.version.clone(),
        types: events(release).count(),
        samples: events(release).filter(|(name, _)| release.samples.contains_key(*name)).count(),
        unreadable: unreadable
            .iter()
            .filter(|unreadable| unreadable.releases.contains(&&release.contract.version))
            .count(),
    };
    let releases = releases.iter().map(retained).collect();
    Ok(History { package: reader.package.clone(), reader: reader.version.clone(), releases, findings, exempted })
}

fn events(release: &Released) -> impl Iterator<Item = (&String, &WireType)> {
    release.contract.types.iter().filter(|(_, wire)| wire.role == Role::Event)
}

/// One type as it stayed over one or more releases.
struct Shape<'a> {
    name: &'a str,
    wire: &'a WireType,
    releases: Vec<&'a Released>,
}

fn shapes(releases: &[Released]) -> Vec<Shape<'_>> {
    let mut shapes: Vec<Shape<'_>> = Vec::new();
    for release in releases {
        for (name, wire) in events(release) {
            match shapes.iter_mut().find(|shape| shape.name == name && shape.wire == wire) {
                Some(shape) => shape.releases.push(release),
                None => shapes.push(Shape { name, wire, releases: vec![release] }),
            }
        }
    }
    shapes.sort_by_key(|shape| shape.name);
    shapes
}

/// Why facts of a type cannot be read.
#[derive(Clone, PartialEq)]
enum Why {
    Gone,
    Refused { witness: Value, part: Option<Refusal> },
    Undecided { keyword: String, reason: String },
}

/// Nothing when they can.
fn why((answer, part): (Answer, Option<Refusal>)) -> Option<Why> {
    match answer {
        Answer::Contained => None,
        Answer::NotContained { witness } => Some(Why::Refused { witness, part }),
        Answer::Undecided { keyword, reason } => Some(Why::Undecided { keyword, reason }),
    }
}

impl<'a> Shape<'a> {
    /// The releases whose facts cannot be read, each with the reason.
    fn judge(&self, reader: &Contract) -> Result<Vec<(&'a str, &'a Version, Why)>, CheckError> {
        let read = reader.types.get(self.name).filter(|read| read.role == Role::Event);
        let whole = match read {
            Some(read) => why(exchange(self.name, self.wire, read)?),
            None => Some(Why::Gone),
        };
        let mut found = Vec::new();
        for release in &self.releases {
            let why = match (&whole, read, release.samples.get(self.name)) {
                // The sample tests the schemas themselves: the release may have written what its contract leaves out.
                (None, Some(read), Some(sample)) => why(delivery(self.name, sample, read)?),
                _ => whole.clone(),
            };
            found.extend(why.map(|why| (self.name, &release.contract.version, why)));
        }
        Ok(found)
    }
}

/// The releases of which a type cannot be read for the same reason.
struct Unreadable<'a> {
    name: &'a str,
    why: Why,
    releases: Vec<&'a Version>,
}

impl Unreadable<'_> {
    fn finding(&self, reader: &Contract) -> Finding {
        let versions: Vec<String> = self.releases.iter().map(ToString::to_string).collect();
        let facts = format!("retained facts of {}", versions.join(", "));
        let message = match &self.why {
            Why::Gone => format!("{facts} can no longer be read: {} has no such event", reader.version),
            Why::Refused { .. } => format!("{facts} can no longer be read"),
            Why::Undecided { keyword, reason } => {
                format!("{facts} may be unreadable: undecided because of `{keyword}`: {reason}")
            }
        };
        let finding = Finding {
            role: Some(Role::Event),
            question: Some(Question::OldReadByNew),
            ..Finding::plain(Rule::FactUnreadable, self.name, "", Level::Major, message)
        };
        match &self.why {
            Why::Refused { witness, part } => {
                Finding { witness: Some(witness.clone()), refused: part.clone(), ..finding }
            }
            Why::Gone | Why::Undecided { .. } => finding,
        }
    }
}
