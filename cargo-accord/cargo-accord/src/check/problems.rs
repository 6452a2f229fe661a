//! Kinds of problems that clients may match on.

use super::{Finding, Level};
use crate::contract::Contract;
use crate::rules::Rule;

pub fn judge(old: &Contract, new: &Contract) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |rule, uri: &str, path: &str, level, message: String| {
        findings.push(Finding::plain(rule, &format!("problems/{uri}"), path, level, message));
    };
    for (uri, before) in &old.problems {
        let Some(after) = new.problems.get(uri) else {
            let message = "the problem kind was removed".to_owned();
            add(Rule::ProblemRemoved, uri, "", Level::Major, message);
            continue;
        };
        if before.status != after.status {
            let message = format!("the status was {} and is now {}", before.status, after.status);
            add(Rule::ProblemStatusChanged, uri, "/status", Level::Major, message);
        }
        if before.title != after.title {
            let message = format!("the title was {:?} and is now {:?}", before.title, after.title);
            add(Rule::ProblemTitleChanged, uri, "/title", Level::Patch, message);
        }
    }
    for (uri, problem) in new.problems.iter().filter(|(uri, _)| !old.problems.contains_key(*uri)) {
        let message = format!("a problem kind with status {} was added", problem.status);
        add(Rule::ProblemAdded, uri, "", Level::Minor, message);
    }
    findings
}
