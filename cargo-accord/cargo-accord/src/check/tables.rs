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
    let mut add = |rule, keyword: &str, level, message: String, advice: Option<&str>| {
        let at = format!("{}/{keyword}", path(&old.name));
        let finding = Finding::plain(rule, subject, &at, level, message);
        findings.push(match advice {
            Some(advice) => finding.advised(advice),
            None => finding,
        });
    };
    let name = &old.name;
    let types = format!("the type of `{name}` was {} and is now {}", old.sql_type, new.sql_type);
    match fit(&old.sql_type, &new.sql_type) {
        Fit::Same => {}
        Fit::LongerText => add(Rule::ColumnWidened, "type", Level::Minor, types, None),
        Fit::Wider => add(
            Rule::ColumnWidened,
            "type",
            Level::Major,
            types,
            Some("let every version read the wider type first; an old one overflows or truncates"),
        ),
        Fit::Narrower => add(Rule::ColumnNarrowed, "type", Level::Major, types, None),
        Fit::Other => add(Rule::ColumnTypeChanged, "type", Level::Major, types, None),
    }
    match (old.nullable, new.nullable) {
        (false, true) => add(
            Rule::ColumnMadeNullable,
            "nullable",
            Level::Major,
            format!("`{name}` may now be NULL"),
            Some("an old version cannot read NULL: let every version read it first"),
        ),
        (true, false) => add(
            Rule::ColumnMadeRequired,
            "nullable",
            Level::Major,
            format!("`{name}` may no longer be NULL"),
            Some("an old version still writes NULL: let every version write a value first"),
        ),
        _ => {}
    }
    match (&old.default, &new.default) {
        (None, Some(value)) => {
            add(Rule::ColumnDefaultAdded, "default", Level::Minor, format!("`{name}` now defaults to {value}"), None);
        }
        (Some(value), None) if new.nullable => add(
            Rule::ColumnDefaultRemoved,
            "default",
            Level::Minor,
            format!("`{name}` no longer defaults to {value}"),
            None,
        ),
        (Some(value), None) => add(
            Rule::ColumnDefaultRemoved,
            "default",
            Level::Major,
            format!("`{name}` no longer defaults to {value}"),
            Some("an old version may insert without it"),
        ),
        (Some(before), Some(after)) if before != after => add(
            Rule::ColumnDefaultChanged,
            "default",
            Level::Minor,
            format!("`{name}` defaulted to {before} and now defaults to {after}"),
            None,
        ),
        _ => {}
    }
}
