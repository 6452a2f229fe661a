//! A judgement for a terminal.

use std::io::{self, Write};

use super::sentence::{declared, expired};
use super::snippet::Diagnosis;
use super::status::{Tone, status};
use crate::check::{Bump, Exempted, Finding, Level, Report};

/// Writes the judgement, ending with one line: the verdict.
///
/// # Errors
///
/// When the output is closed.
pub fn human(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let versions = format!("{} {} -> {}", report.package, report.old, report.new);
    status(out, Tone::Good, "Checking", &versions)?;
    match report.history.as_slice() {
        [] => {}
        [only] => status(out, Tone::Good, "Reading", &format!("the facts of {}", only.version))?,
        [first, .., last] => {
            let releases = format!("{} releases, {} to {}", report.history.len(), first.version, last.version);
            status(out, Tone::Good, "Reading", &format!("the facts of {releases}"))?;
        }
    }
    let (loud, quiet): (Vec<_>, Vec<_>) =
        report.findings.iter().partition(|finding| finding.level >= Level::MinorOrdered);
    for finding in loud {
        diagnose(finding, out)?;
    }
    for finding in quiet {
        let verb = if finding.level == Level::Minor { "Minor" } else { "Patch" };
        let text = format!("{}: {} [{}]", finding.place(), finding.message, finding.rule);
        status(out, Tone::Note, verb, &text)?;
        if let Some(advice) = finding.advice() {
            writeln!(out, "{:>12} {advice}", "")?;
        }
    }
    for allowed in &report.exempted {
        exempted(allowed, out)?;
    }
    for exemption in &report.expired {
        status(out, Tone::Bad, "Expired", &expired(exemption))?;
    }
    for unknown in &report.unknown {
        status(out, Tone::Bad, "Unknown", unknown)?;
    }
    verdict(report, out)
}

pub(super) fn exempted(exempted: &Exempted, out: &mut dyn Write) -> io::Result<()> {
    let Exempted { finding, reason, until } = exempted;
    let text = format!("{}: {} [{}] until {until}: {reason}", finding.place(), finding.message, finding.rule);
    status(out, Tone::Warning, "Exempted", &text)
}

pub(super) fn diagnose(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let mut notes = Vec::new();
    if let (Some(question), Some(role)) = (finding.question, finding.role) {
        notes.push(format!("{question} does not hold: {}", question.consequence(role)));
    }
    if finding.level == Level::MinorOrdered {
        notes.push("a minor bump, if the reading side is deployed first".to_owned());
    }
    Diagnosis {
        error: finding.level == Level::Major,
        rule: Some(finding.rule.id()),
        title: &finding.message,
        place: &finding.place(),
        witness: finding.witness.as_ref(),
        refused: finding.refused.as_ref(),
        notes,
        help: finding.advice().as_deref(),
    }
    .write(out)
}

fn verdict(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let required = match report.required() {
        Bump::None => "nothing changed".to_owned(),
        bump => format!("requires a {bump} bump"),
    };
    let declared = declared(report, "");
    let (tone, verb) = match report.is_ok() {
        true => (Tone::Good, "Accepted"),
        false => (Tone::Bad, "Refused"),
    };
    let counts = counts(report);
    status(out, tone, verb, &format!("{} {}: {required}, {declared}{counts}", report.package, report.new))
}

fn counts(report: &Report) -> String {
    let levels = [Level::Major, Level::MinorOrdered, Level::Minor, Level::Patch];
    let count = |level: Level| report.findings.iter().filter(|finding| finding.level == level).count();
    let parts: Vec<String> =
        levels.into_iter().filter(|level| count(*level) > 0).map(|level| format!("{} {level}", count(level))).collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!(" ({})", parts.join(", ")),
    }
}
