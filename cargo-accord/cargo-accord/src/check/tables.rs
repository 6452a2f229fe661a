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
    let mut add = |name: &str, found: Vec<Finding>| {
        findings.extend(found.into_iter().map(|finding| Finding { subject: format!("tables/{name}"), ..finding }));
    };
    for (name, before) in &old.tables {
        let found = match (new.tables.get(name), renamed.get(name.as_str())) {
            (Some(after), _) => table(before, after),
            (None, Some(to)) => {
                let finding = found(Rule::TableRenamed, "", Level::Major, format!("the table is now called `{to}`"));
                vec![finding.advised("keep a view under the old name until no old version runs")]
            }
            (None, None) => vec![found(Rule::TableRemoved, "", Level::Major, "the table was removed".to_owned())],
        };
        add(name, found);
    }
    for name in new.tables.keys() {
        if !old.tables.contains_key(name) && !renamed.values().any(|to| to == name) {
            add(name, vec![found(Rule::TableAdded, "", Level::Minor, "the table was added".to_owned())]);
        }
    }
    findings
}

/// A finding about the table at hand.
fn found(rule: Rule, path: &str, level: Level, message: String) -> Finding {
    Finding::plain(rule, "", path, level, message)
}

fn table(old: &Table, new: &Table) -> Vec<Finding> {
    let mut findings = Vec::new();
    let renamed = renamed_columns(old, new);
    for (before, after) in &renamed {
        let message = format!("`{}` looks renamed to `{}`", before.name, after.name);
        findings.push(found(Rule::ColumnRenamed, &path(after, ""), Level::Major, message).advised(
            "add the new column, write both, copy the old values, and drop the old one when no old version runs",
        ));
    }
    for before in &old.columns {
        match new.column(&before.name) {
            Some(after) => {
                let changes = [retyped(before, after), nullability(before, after), defaulted(before, after)];
                findings.extend(changes.into_iter().flatten());
            }
            None if renamed.iter().any(|(gone, _)| gone.name == before.name) => {}
            None => {
                let message = format!("the column `{}` was removed", before.name);
                let finding = found(Rule::ColumnRemoved, &path(before, ""), Level::Major, message);
                let advice = "stop using it in one release, drop it when no version before that one runs";
                findings.push(finding.advised(advice));
            }
        }
    }
    for after in new.columns.iter().filter(|column| old.column(&column.name).is_none()) {
        if !renamed.iter().any(|(_, come)| come.name == after.name) {
            findings.push(added(after));
        }
    }
    if old.primary_key != new.primary_key {
        let message =
            format!("the primary key was ({}) and is now ({})", old.primary_key.join(", "), new.primary_key.join(", "));
        findings.push(found(Rule::PrimaryKeyChanged, "/primary_key", Level::Major, message));
    }
    findings
}

/// Where a column is, or with a slash in front one of its keywords.
fn path(column: &Column, keyword: &str) -> String {
    format!("/columns/{}{keyword}", column.name)
}

fn added(column: &Column) -> Finding {
    if column.nullable || column.default.is_some() {
        let message = format!("the column `{}` was added", column.name);
        return found(Rule::ColumnAdded, &path(column, ""), Level::Minor, message);
    }
    let message = format!("the column without a default `{}` was added", column.name);
    found(Rule::ColumnAddedRequired, &path(column, ""), Level::Major, message)
        .advised("an old version inserts without it: make it nullable or give it a default")
}

fn retyped(old: &Column, new: &Column) -> Option<Finding> {
    let wider = "let every version read the wider type first; an old one overflows or truncates";
    let (rule, level, advice) = match fit(&old.sql_type, &new.sql_type) {
        Fit::Same => return None,
        Fit::LongerText => (Rule::ColumnWidened, Level::Minor, None),
        Fit::Wider => (Rule::ColumnWidened, Level::Major, Some(wider.to_owned())),
        Fit::Narrower => (Rule::ColumnNarrowed, Level::Major, None),
        Fit::Other => (Rule::ColumnTypeChanged, Level::Major, None),
    };
    let message = format!("the type of `{}` was {} and is now {}", old.name, old.sql_type, new.sql_type);
    Some(Finding { advice, ..found(rule, &path(old, "/type"), level, message) })
}

fn nullability(old: &Column, new: &Column) -> Option<Finding> {
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
    Some(found(rule, &path(old, "/nullable"), Level::Major, message).advised(advice))
}

fn defaulted(old: &Column, new: &Column) -> Option<Finding> {
    let name = &old.name;
    let (rule, message) = match (&old.default, &new.default) {
        (None, Some(value)) => (Rule::ColumnDefaultAdded, format!("`{name}` now defaults to {value}")),
        (Some(value), None) => (Rule::ColumnDefaultRemoved, format!("`{name}` no longer defaults to {value}")),
        (Some(before), Some(after)) if before != after => {
            (Rule::ColumnDefaultChanged, format!("`{name}` defaulted to {before} and now defaults to {after}"))
        }
        _ => return None,
    };
    let at = path(old, "/default");
    Some(match rule == Rule::ColumnDefaultRemoved && !new.nullable {
        true => found(rule, &at, Level::Major, message).advised("an old version may insert without it"),
        false => found(rule, &at, Level::Minor, message),
    })
}
