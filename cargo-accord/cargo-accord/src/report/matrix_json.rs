//! The matrix, and whether one may deploy, for a program.

use serde_json::{Value, json};

use crate::deploy::{DeployAnswer, Reason};
use crate::matrix::{Answer, Exchange, Party};

/// The matrix as a JSON document.
#[must_use]
pub fn matrix_json(parties: &[Party], exchanges: &[Exchange]) -> Value {
    let parties: Vec<Value> = parties
        .iter()
        .map(|party| {
            json!({
                "service": party.name,
                "package": party.contract.package,
                "version": party.contract.version.to_string(),
            })
        })
        .collect();
    json!({
        "ok": !exchanges.iter().any(|exchange| exchange.answer.is_no()),
        "services": parties,
        "exchanges": exchanges.iter().map(exchange).collect::<Vec<_>>(),
    })
}

/// The answer to "can I deploy this?" as a JSON document.
#[must_use]
pub fn deploy_json(wanted: &str, version: &str, answer: &DeployAnswer, reasons: &[Reason]) -> Value {
    let (word, order) = match answer {
        DeployAnswer::Yes => ("yes", vec![wanted.to_owned()]),
        DeployAnswer::Ordered(order) => ("ordered", order.clone()),
        DeployAnswer::No => ("no", vec![]),
        DeployAnswer::Unknown => ("unknown", vec![]),
    };
    json!({
        "answer": word,
        "service": wanted,
        "version": version,
        "order": order,
        "reasons": reasons.iter().map(|reason| exchange(&reason.exchange)).collect::<Vec<_>>(),
    })
}

fn exchange(exchange: &Exchange) -> Value {
    let end =
        |(service, version): &(String, semver::Version)| json!({ "service": service, "version": version.to_string() });
    let (verdict, witness, refused, reason) = match &exchange.answer {
        Answer::Read => ("contained", None, None, None),
        Answer::Refused { witness, refused } => ("not_contained", Some(witness), refused.as_ref(), None),
        Answer::Undecided { reason } => ("undecided", None, None, Some(reason.as_str())),
        Answer::Unknown { certain: true } => ("unknown_type", None, None, Some("the reader does not have the type")),
        Answer::Unknown { certain: false } => (
            "unread",
            None,
            None,
            Some("the reader does not have the type, and only a pattern says that it is written"),
        ),
    };
    json!({
        "type": exchange.name,
        "role": exchange.role,
        "writer": end(&exchange.writer),
        "reader": end(&exchange.reader),
        "verdict": verdict,
        "witness": witness,
        "refused": refused,
        "reason": reason,
    })
}
