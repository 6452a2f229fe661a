//! The types of two contracts.

use std::collections::BTreeMap;

use serde_json::Value;

use super::pair::Pair;
use super::sides::Sides;
use super::{CheckError, Finding, Level};
use crate::contract::{Contract, WireType};
use crate::rules::Rule;
use crate::schema::without_documentation;
use crate::{localise, parallel};

/// Judges every type of both contracts.
pub fn judge(old: &Contract, new: &Contract) -> Result<Vec<Finding>, CheckError> {
    let renames = renames(&old.types, &new.types)?;
    let (mut findings, mut changed) = (Vec::new(), Vec::new());
    for (name, before) in &old.types {
        match new.types.get(name) {
            Some(after) if before == after => {}
            Some(after) => changed.push((name, before, after)),
            None => findings.push(gone(name, before, renames.get(name.as_str()).copied())),
        }
    }
    let judged = parallel::map(&changed, |(name, old, new)| judge_one(name, old, new));
    for found in judged {
        findings.extend(found?);
    }
    let come = new.types.iter().filter(|(name, _)| !old.types.contains_key(*name));
    for (name, wire) in come.filter(|(name, _)| !renames.values().any(|to| to == name)) {
        let message = format!("the {} type was added", wire.role);
        findings.push(Finding {
            role: Some(wire.role),
            ..Finding::plain(Rule::TypeAdded, name, "", Level::Minor, message)
        });
    }
    Ok(findings)
}

fn gone(name: &str, wire: &WireType, renamed: Option<&str>) -> Finding {
    let finding = match renamed {
        Some(to) => Finding::plain(
            Rule::TypeRenamed,
            name,
            "",
            Level::Major,
            format!("the {} type is now called `{to}`", wire.role),
        )
        .advised(format!("keep the type under both names until no service uses `{name}`")),
        None => {
            Finding::plain(Rule::TypeRemoved, name, "", Level::Major, format!("the {} type was removed", wire.role))
                .advised("deprecate it first, and remove it when the matrix shows that no service uses it")
        }
    };
    Finding { role: Some(wire.role), ..finding }
}

/// Types that went under one name and came under another, with the same role and the same schemas.
fn renames<'a>(
    old: &'a BTreeMap<String, WireType>,
    new: &'a BTreeMap<String, WireType>,
) -> Result<BTreeMap<&'a str, &'a str>, CheckError> {
    let mut free: Vec<&str> = new.keys().filter(|name| !old.contains_key(*name)).map(String::as_str).collect();
    let mut renames = BTreeMap::new();
    if free.is_empty() {
        return Ok(renames);
    }
    let spelt = |name: &str, wire: &WireType| Ok((wire.role, Sides::read(name, wire)?.canonical()));
    let mut spellings = Vec::with_capacity(free.len());
    for name in &free {
        spellings.push(spelt(name, &new[*name])?);
    }
    for (name, wire) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        let before = spelt(name, wire)?;
        if let Some(position) = spellings.iter().position(|after| *after == before) {
            renames.insert(name.as_str(), free.remove(position));
            spellings.remove(position);
        }
    }
    Ok(renames)
}

fn judge_one(name: &str, old: &WireType, new: &WireType) -> Result<Vec<Finding>, CheckError> {
    if old.role != new.role {
        let message = format!("the role was {} and is now {}", old.role, new.role);
        let finding = Finding::plain(Rule::RoleChanged, name, "", Level::Major, message)
            .advised("add a new type for the new role and keep this one");
        return Ok(vec![Finding { role: Some(new.role), ..finding }]);
    }
    let (said, says) = (Sides::read(name, old)?, Sides::read(name, new)?);
    if said == says {
        return Ok(vec![]);
    }
    let (before, after) = (said.canonical(), says.canonical());
    if before == after {
        return Ok(vec![respelt(name, new, &said, &says)]);
    }
    let changes = localise::changes(before.both(), after.both());
    Pair::new(name, old.role, before, after)?.judge(&changes)
}

/// The schemas say the same in other words.
fn respelt(name: &str, wire: &WireType, old: &Sides, new: &Sides) -> Finding {
    let said = |sides: &Sides| [documentation(&sides.accepts), documentation(&sides.emits)];
    let (rule, message) = match said(old) == said(new) {
        true => (Rule::SchemaRewritten, "the schema is spelt differently and means the same"),
        false => (Rule::DocOnly, "only the documentation changed"),
    };
    Finding { role: Some(wire.role), ..Finding::plain(rule, name, "", Level::Patch, message.to_owned()) }
}

/// Every text that is there for people, wherever it stands.
fn documentation(schema: &Value) -> Vec<String> {
    fn collect(schema: &Value, texts: &mut Vec<String>) {
        if let Value::Object(map) = schema {
            for keyword in ["title", "description", "examples", "$comment"] {
                texts.extend(map.get(keyword).map(ToString::to_string));
            }
        }
        crate::schema::for_each_subschema(schema, &mut |_, _, sub| collect(sub, texts));
    }
    let mut texts = Vec::new();
    if without_documentation(schema) != *schema {
        collect(schema, &mut texts);
    }
    texts.sort();
    texts
}
