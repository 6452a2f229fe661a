//! The changes of a contract as a section of a changelog.

use std::io::{self, Write};

use crate::check::{Finding, Level, Report};
use crate::rules::Rule;

/// Writes the findings under the headings of <https://keepachangelog.com>.
///
/// # Errors
///
/// When the output is closed.
pub fn changelog(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {} - contract\n", report.new)?;
    if report.findings.is_empty() {
        return writeln!(out, "The contract is that of {}.", report.old);
    }
    writeln!(out, "Requires a {} bump from {}.", report.required(), report.old)?;
    for heading in ["Breaking", "Added", "Changed", "Deprecated", "Removed", "Documentation"] {
        let entries: Vec<&Finding> = report.findings.iter().filter(|f| self::heading(f) == heading).collect();
        if entries.is_empty() {
            continue;
        }
        writeln!(out, "\n### {heading}\n")?;
        for finding in entries {
            let order = match finding.level {
                Level::MinorOrdered => " (deploy the reading side first)",
                _ => "",
            };
            writeln!(out, "- `{}`: {}{order}", finding.subject, located(finding))?;
        }
    }
    Ok(())
}

fn located(finding: &Finding) -> String {
    let here = match finding.question {
        Some(_) if finding.level == Level::Major => match finding.role {
            Some(role) => format!(" ({role})"),
            None => String::new(),
        },
        _ => String::new(),
    };
    match finding.path.is_empty() {
        true => format!("{}{here}", finding.message),
        false => format!("{}{here} at `{}`", finding.message, finding.path),
    }
}

fn heading(finding: &Finding) -> &'static str {
    if finding.level == Level::Major {
        return "Breaking";
    }
    match finding.rule {
        Rule::DocOnly | Rule::SchemaRewritten | Rule::ProblemTitleChanged => "Documentation",
        Rule::DeprecatedAdded => "Deprecated",
        Rule::FieldRemoved | Rule::VariantRemoved | Rule::EnumValueRemoved | Rule::AliasRemoved => "Removed",
        Rule::TypeAdded
        | Rule::FieldAddedOptional
        | Rule::FieldAddedRequired
        | Rule::EnumValueAdded
        | Rule::VariantAdded
        | Rule::AliasAdded
        | Rule::TableAdded
        | Rule::ColumnAdded
        | Rule::ProblemAdded => "Added",
        _ => "Changed",
    }
}
