//! The matrix and the order of deploys for a terminal.

use std::io::{self, Write};

use super::snippet::Diagnosis;
use super::status::{Tone, status};
use crate::deploy::{DeployAnswer, Reason};
use crate::matrix::{Answer, Exchange, Party};

/// Writes every exchange, and a proof of each that fails.
///
/// # Errors
///
/// When the output is closed.
pub fn matrix_human(parties: &[Party], exchanges: &[Exchange], out: &mut dyn Write) -> io::Result<()> {
    for party in parties {
        let text = format!("{} with {} {}", party.name, party.contract.package, party.contract.version);
        status(out, Tone::Good, "Matching", &text)?;
    }
    let width = exchanges.iter().map(|exchange| exchange.name.len()).max().unwrap_or(0);
    for exchange in exchanges {
        let (tone, verb) = match &exchange.answer {
            Answer::Read => (Tone::Good, "Fits"),
            Answer::Unknown { certain: false } => (Tone::Note, "Unread"),
            Answer::Undecided { .. } => (Tone::Warning, "Undecided"),
            Answer::Refused { .. } | Answer::Unknown { certain: true } => (Tone::Bad, "Breaks"),
        };
        let text = format!("{:width$}  {:8}  {}", exchange.name, exchange.role.to_string(), ends(exchange));
        status(out, tone, verb, &text)?;
    }
    let broken: Vec<&Exchange> = exchanges.iter().filter(|exchange| exchange.answer.is_no()).collect();
    if !broken.is_empty() {
        writeln!(out)?;
    }
    for exchange in &broken {
        diagnose(exchange, out)?;
    }
    let total = exchanges.len();
    match broken.len() {
        0 => status(out, Tone::Good, "Accepted", &format!("all of {total} exchanges fit")),
        count => status(out, Tone::Bad, "Refused", &format!("{count} of {total} exchanges do not fit")),
    }
}

/// Writes whether a version may be deployed.
///
/// # Errors
///
/// When the output is closed.
pub fn deploy_human(
    what: &str,
    wanted: &str,
    answer: &DeployAnswer,
    reasons: &[Reason],
    out: &mut dyn Write,
) -> io::Result<()> {
    for reason in reasons {
        diagnose(&reason.exchange, out)?;
    }
    let (tone, verb, text) = match answer {
        DeployAnswer::Yes => (Tone::Good, "Yes", format!("{wanted} may move to {what} now")),
        DeployAnswer::Ordered(order) => {
            (Tone::Warning, "Yes", format!("in this order: {}; each moves to {what}", order.join(", then ")))
        }
        DeployAnswer::No => (Tone::Bad, "No", format!("{wanted} cannot move to {what} in any order")),
        DeployAnswer::Unknown => {
            (Tone::Warning, "Unknown", format!("it cannot be proved that {wanted} may move to {what}"))
        }
    };
    status(out, tone, verb, &text)
}

fn ends(exchange: &Exchange) -> String {
    let (writer, reader) = (&exchange.writer, &exchange.reader);
    format!("{} {} -> {} {}", writer.0, writer.1, reader.0, reader.1)
}

fn diagnose(exchange: &Exchange, out: &mut dyn Write) -> io::Result<()> {
    let (title, witness, refused) = match &exchange.answer {
        Answer::Refused { witness, refused } => (
            format!("{} refuses what {} writes", exchange.reader.0, exchange.writer.0),
            Some(witness),
            refused.as_ref(),
        ),
        Answer::Undecided { reason } => (format!("undecided because of {reason}"), None, None),
        Answer::Unknown { .. } | Answer::Read => {
            (format!("{} does not know what {} writes", exchange.reader.0, exchange.writer.0), None, None)
        }
    };
    Diagnosis {
        error: !matches!(exchange.answer, Answer::Undecided { .. }),
        rule: None,
        title: &title,
        place: &format!("{} ({})", exchange.name, ends(exchange)),
        witness,
        refused,
        notes: vec![format!("a {}: {}", exchange.role, exchange.consequence())],
        help: None,
    }
    .write(out)
}
