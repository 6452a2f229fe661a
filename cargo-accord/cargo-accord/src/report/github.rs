//! A judgement as annotations of a GitHub workflow.

use std::io::{self, Write};

use super::sentence::expired;
use crate::check::{Finding, Level, Report};

/// Writes one workflow command for each finding and one for the verdict.
///
/// # Errors
///
/// When the output is closed.
pub fn github(report: &Report, file: &str, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        let command = match finding.level {
            Level::Major => "error",
            Level::MinorOrdered => "warning",
            Level::Minor | Level::Patch => "notice",
        };
        command_line(out, command, file, finding.rule.id(), &text(finding))?;
    }
    for exemption in &report.expired {
        command_line(out, "error", file, "exemption expired", &expired(exemption))?;
    }
    for unknown in &report.unknown {
        command_line(out, "error", file, "unknown", unknown)?;
    }
    let (command, verdict) = match report.is_ok() {
        true => ("notice", "accepted"),
        false => ("error", "refused"),
    };
    let text = format!(
        "{} {} {verdict}: requires {}, declares {}",
        report.package,
        report.new,
        report.required(),
        report.declared().bump()
    );
    command_line(out, command, file, "cargo accord", &text)
}

fn text(finding: &Finding) -> String {
    let mut text = format!("{}: {}", finding.place(), finding.message);
    if let Some(witness) = &finding.witness {
        text.push_str(&format!("\nwitness: {witness}"));
    }
    if let Some(refused) = &finding.refused {
        text.push_str(&format!("\nrefused: {}", refused.why));
    }
    if let Some(advice) = finding.advice() {
        text.push_str(&format!("\nhelp: {advice}"));
    }
    text
}

fn command_line(out: &mut dyn Write, command: &str, file: &str, title: &str, text: &str) -> io::Result<()> {
    writeln!(out, "::{command} file={},title={}::{}", property(file), property(title), data(text))
}

/// A message ends at the end of the line, so line ends are encoded.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property also ends at a colon or a comma.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
