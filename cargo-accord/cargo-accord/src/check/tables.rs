//! The tables that two versions expect.
//!
//! During a rollout both versions write and read the same rows, so a table is like an event: what
//! either writes, the other must be able to read.

use super::sql_type::{Fit, fit};
use super::table_match::{renamed_columns, renamed_tables};
use super::{Finding, Level};
use crate::contract::{Column, Contract, Table};
use crate::rules::Rule;

pub fn judge(old: &Contract, new: &Contract) -> Vec<Finding> {
    let renamed = renamed_tables(&old.tables, &new.tables);
    let mut findings = Vec::new();
    for (name, before) in &old.tables {
        let subject = format!("tables/{name}");
        match (new.tables.get(name), renamed.get(name.as_str())) {
            (Some(after), _) => table(&subject, before, after, &mut findings),
            (None, Some(to)) => findings.push(
                Finding::plain(
                    Rule::TableRenamed,
                    &subject,
                    "",
                    Level::Major,
                    format!("the table is now called `{to}`"),
                )
                .advised("keep a view under the old name until no old version runs"),
            ),
            (None, None) => findings.push(Finding::plain(
                Rule::TableRemoved,
                &subject,
                "",
                Level::Major,
                "the table was removed".to_owned(),
            )),
        }
    }
    for name in new.tables.keys() {
        if !old.tables.contains_key(name) && !renamed.values().any(|to| to == name) {
            let message = "the table was added".to_owned();
            findings.push(Finding::plain(Rule::TableAdded, &format!("tables/{name}"), "", Level::Minor, message));
        }
    }
    findings
}

fn table(subject: &str, old: &Table, new: &Table, findings: &mut Vec<Finding>) {
    let renamed = renamed_columns(old, new);
    for (before, after) in &renamed {
        let message = format!("`{}` looks renamed to `{}`", before.name, after.name);
        findings.push(Finding::plain(Rule::ColumnRenamed, subject, &path(&after.name), Level::Major, message).advised(
            "add the new column, write both, copy the old values, and drop the old one when no old version runs",
        ));
    }
    for before in &old.columns {
        match new.column(&before.name) {
            Some(after) => column(subject, before, after, findings),
            None if renamed.iter().any(|(gone, _)| gone.name == before.name) => {}
            None => findings.push(
                Finding::plain(
                    Rule::ColumnRemoved,
                    subject,
                    &path(&before.name),
                    Level::Major,
                    format!("the column `{}` was removed", before.name),
                )
                .advised("stop using it in one release, drop it when no version before that one runs"),
            ),
        }
    }
    for after in new.columns.iter().filter(|column| old.column(&column.name).is_none()) {
        if !renamed.iter().any(|(_, come)| come.name == after.name) {
            findings.push(added(subject, after));
        }
    }
    if old.primary_key != new.primary_key {
        let message =
            format!("the primary key was ({}) and is now ({})", old.primary_key.join(", "), new.primary_key.join(", "));
        findings.push(Finding::plain(Rule::PrimaryKeyChanged, subject, "/primary_key", Level::Major, message));
    }
}

fn path(column: &str) -> String {
    format!("/columns/{column}")
}

fn added(subject: &str, column: &Column) -> Finding {
    let (rule, level, what) = match column.nullable || column.default.is_some() {
        true => (Rule::ColumnAdded, Level::Minor, "column"),
        false => (Rule::ColumnAddedRequired, Level::Major, "column without a default"),
    };
    let message = format!("the {what} `{}` was added", column.name);
    let finding = Finding::plain(rule, subject, &path(&column.name), level, message);
    match rule {
        Rule::ColumnAddedRequired => {
            finding.advised("an old version inserts without it: make it nullable or give it a default")
        }
        _ => finding,
    }
}

fn column(subject: &str, old: &Column, new: &Column, findings: &mut Vec<Finding>) {
    let changes = [retyped(old, new), nullability(old, new), defaulted(old, new)];
    findings.extend(changes.into_iter().flatten().map(|change| {
        let at = format!("{}/{}", path(&old.name), change.keyword);
        let finding = Finding::plain(change.rule, subject, &at, change.level, change.message);
        match change.advice {
            Some(advice) => finding.advised(advice),
            None => finding,
        }
    }));
}

/// What changed about one keyword of a column.
struct Change {
    rule: Rule,
    keyword: &'static str,
    level: Level,
    message: String,
    advice: Option<&'static str>,
}

fn retyped(old: &Column, new: &Column) -> Option<Change> {
    let wider = "let every version read the wider type first; an old one overflows or truncates";
    let (rule, level, advice) = match fit(&old.sql_type, &new.sql_type) {
        Fit::Same => return None,
        Fit::LongerText => (Rule::ColumnWidened, Level::Minor, None),
        Fit::Wider => (Rule::ColumnWidened, Level::Major, Some(wider)),
        Fit::Narrower => (Rule::ColumnNarrowed, Level::Major, None),
        Fit::Other => (Rule::ColumnTypeChanged, Level::Major, None),
    };
    let message = format!("the type of `{}` was {} and is now {}", old.name, old.sql_type, new.sql_type);
    Some(Change { rule, keyword: "type", level, message, advice })
}

fn nullability(old: &Column, new: &Column) -> Option<Change> {
    let (rule, verb, advice) = match (old.nullable, new.nullable) {
        (false, true) => {
            (Rule::ColumnMadeNullable, "may now", "an old version cannot read NULL: let every version read it first")
        }
        (true, false) => (
            Rule::ColumnMadeRequired,
            "may no longer",
            "an old version still writes NULL: let every version write a value first",
        ),
        _ => return None,
    };
    let message = format!("`{}` {verb} be NULL", old.name);
    Some(Change { rule, keyword: "nullable", level: Level::Major, message, advice: Some(advice) })
}

fn defaulted(old: &Column, new: &Column) -> Option<Change> {
    let name = &old.name;
    let (rule, message) = match (&old.default, &new.default) {
        (None, Some(value)) => (Rule::ColumnDefaultAdded, format!("`{name}` now defaults to {value}")),
        (Some(value), None) => (Rule::ColumnDefaultRemoved, format!("`{name}` no longer defaults to {value}")),
        (Some(before), Some(after)) if before != after => {
            (Rule::ColumnDefaultChanged, format!("`{name}` defaulted to {before} and now defaults to {after}"))
        }
        _ => return None,
    };
    let (level, advice) = match rule == Rule::ColumnDefaultRemoved && !new.nullable {
        true => (Level::Major, Some("an old version may insert without it")),
        false => (Level::Minor, None),
    };
    Some(Change { rule, keyword: "default", level, message, advice })
}
