//! Tables and columns that changed their name.

use std::collections::BTreeMap;

use super::sql_type::{Fit, fit};
use crate::contract::{Column, Table};
use crate::localise::alike;

/// Columns that went under one name and came under another.
pub fn renamed_columns<'a>(old: &'a Table, new: &'a Table) -> Vec<(&'a Column, &'a Column)> {
    let gone: Vec<&Column> = old.columns.iter().filter(|c| new.column(&c.name).is_none()).collect();
    let mut come: Vec<&Column> = new.columns.iter().filter(|c| old.column(&c.name).is_none()).collect();
    let only = gone.len() == 1 && come.len() == 1;
    let mut pairs = Vec::new();
    for before in gone {
        let same =
            |after: &&Column| fit(&before.sql_type, &after.sql_type) == Fit::Same && before.nullable == after.nullable;
        let place = |table: &Table, name: &str| table.columns.iter().position(|c| c.name == name);
        let stayed = |after: &&Column| place(old, &before.name) == place(new, &after.name);
        let found =
            come.iter().position(|after| same(after) && (alike(&before.name, &after.name) || (only && stayed(after))));
        if let Some(position) = found {
            pairs.push((before, come.remove(position)));
        }
    }
    pairs
}

/// Tables that went under one name and came with the same columns under another.
pub fn renamed_tables<'a>(
    old: &'a BTreeMap<String, Table>,
    new: &'a BTreeMap<String, Table>,
) -> BTreeMap<&'a str, &'a str> {
    let mut come: Vec<&str> = new.keys().filter(|name| !old.contains_key(*name)).map(String::as_str).collect();
    let mut pairs = BTreeMap::new();
    for (name, table) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        if let Some(position) = come.iter().position(|to| new[*to] == *table) {
            pairs.insert(name.as_str(), come.remove(position));
        }
    }
    pairs
}
