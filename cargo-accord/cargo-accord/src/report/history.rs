//! Whether the facts of every release can be read, for a terminal and for a program.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::human::{diagnose, exempted};
use super::status::{Tone, status};
use crate::check::History;

/// Writes a line for each release, and a proof of each "no".
///
/// # Errors
///
/// When the output is closed.
pub fn history_human(history: &History, out: &mut dyn Write) -> io::Result<()> {
    let reader = format!("{} {}", history.package, history.reader);
    status(out, Tone::Good, "Reading", &format!("with {reader} what each release wrote"))?;
    for release in &history.releases {
        let (version, types, samples) = (&release.version, release.types, release.samples);
        match release.unreadable {
            0 => status(out, Tone::Good, "Readable", &format!("{version}: {types} types, {samples} samples"))?,
            count => status(out, Tone::Bad, "Unreadable", &format!("{version}: {count} of {types} types"))?,
        }
    }
    for finding in &history.findings {
        diagnose(finding, out)?;
    }
    for allowed in &history.exempted {
        exempted(allowed, out)?;
    }
    let total = history.releases.len();
    match history.is_ok() {
        true => status(out, Tone::Good, "Accepted", &format!("{reader}: the facts of {total} releases can be read")),
        false => {
            let count = history.releases.iter().filter(|release| release.unreadable > 0).count();
            let text = format!("{reader}: facts of {count} of {total} releases cannot be read");
            status(out, Tone::Bad, "Refused", &text)
        }
    }
}

/// The same as a JSON document.
#[must_use]
pub fn history_json(history: &History) -> Value {
    json!({
        "package": history.package,
        "reader": history.reader.to_string(),
        "ok": history.is_ok(),
        "releases": history.releases,
        "findings": history.findings.iter().map(super::json::finding).collect::<Vec<_>>(),
        "exempted": history.exempted.iter().map(super::json::exempted).collect::<Vec<_>>(),
    })
}
