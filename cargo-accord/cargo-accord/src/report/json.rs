//! A judgement for a program. The format is documented in `docs/json.md` and stable.

use serde_json::{Value, json};

use crate::check::{Exempted, Exemption, Finding, Report};

/// The judgement as a JSON document.
#[must_use]
pub fn json(report: &Report) -> Value {
    json!({
        "package": report.package,
        "old": report.old.to_string(),
        "new": report.new.to_string(),
        "required": report.required(),
        "declared": report.declared().bump(),
        "ok": report.is_ok(),
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "exempted": report.exempted.iter().map(exempted).collect::<Vec<_>>(),
        "expired": report.expired.iter().map(expired).collect::<Vec<_>>(),
        "unknown": report.unknown,
        "history": report.history,
    })
}

pub(super) fn finding(finding: &Finding) -> Value {
    let mut value = json!(finding);
    value["advice"] = finding.advice().into();
    value["fingerprint"] = finding.fingerprint().into();
    value
}

pub(super) fn exempted(exempted: &Exempted) -> Value {
    let mut value = finding(&exempted.finding);
    value["reason"] = exempted.reason.as_str().into();
    value["until"] = exempted.until.to_string().into();
    value
}

fn expired(exemption: &Exemption) -> Value {
    json!({
        "rule": exemption.rule.id(),
        "path": exemption.path,
        "reason": exemption.reason,
        "until": exemption.until.to_string(),
    })
}
