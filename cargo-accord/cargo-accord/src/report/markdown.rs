//! A judgement as a comment on a pull request.

use std::io::{self, Write};

use super::sentence::{declared, expired};
use crate::check::{Finding, Level, Report};

/// Writes the judgement as GitHub-flavoured Markdown.
///
/// # Errors
///
/// When the output is closed.
pub fn markdown(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let verdict = if report.is_ok() { "✅ accepted" } else { "❌ refused" };
    writeln!(out, "### `{}` {} → {}: {verdict}\n", report.package, report.old, report.new)?;
    writeln!(out, "The change requires **{}**; {}.\n", report.required(), declared(report, "**"))?;
    if !report.findings.is_empty() {
        writeln!(out, "| level | where | what | rule |\n|---|---|---|---|")?;
        for finding in &report.findings {
            let (place, message) = (cell(&finding.place()), cell(&finding.message));
            writeln!(out, "| {} | `{place}` | {message} | `{}` |", finding.level, finding.rule)?;
        }
        writeln!(out)?;
    }
    for finding in report.findings.iter().filter(|f| f.level >= Level::MinorOrdered) {
        proof(finding, out)?;
    }
    for exempted in &report.exempted {
        let finding = &exempted.finding;
        writeln!(
            out,
            "- exempted until {}: `{}` at `{}` ({})",
            exempted.until,
            finding.rule,
            finding.place(),
            exempted.reason
        )?;
    }
    for exemption in &report.expired {
        writeln!(out, "- **expired**: {}", expired(exemption))?;
    }
    for unknown in &report.unknown {
        writeln!(out, "- **unknown**: {unknown}")?;
    }
    Ok(())
}

fn proof(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let Some(witness) = &finding.witness else {
        return Ok(());
    };
    let summary = format!("{} {}", finding.rule, finding.place());
    writeln!(out, "<details><summary><code>{}</code></summary>\n", html(&summary))?;
    if let (Some(question), Some(role)) = (finding.question, finding.role) {
        writeln!(out, "`{question}` does not hold: {}.\n", question.consequence(role))?;
    }
    writeln!(out, "```json\n{witness:#}\n```\n")?;
    if let Some(refused) = &finding.refused {
        let at = if refused.at.is_empty() { "the document" } else { refused.at.as_str() };
        writeln!(out, "Refused at `{at}`: {}.\n", refused.why)?;
    }
    if let Some(advice) = finding.advice() {
        writeln!(out, "Instead: {advice}\n")?;
    }
    writeln!(out, "</details>\n")
}

/// A cell must not end early, nor its row.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
