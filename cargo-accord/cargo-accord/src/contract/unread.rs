//! A contract taken apart, with its schemas left as text.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{ContractError, FORMAT, Problem, Role, SchemaText, Table};

/// A contract as it stands in the text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contract<'a> {
    format: String,
    package: String,
    version: semver::Version,
    #[serde(borrow, default)]
    types: BTreeMap<String, WireType<'a>>,
    #[serde(default)]
    tables: BTreeMap<String, Table>,
    #[serde(default)]
    problems: BTreeMap<String, Problem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireType<'a> {
    role: Role,
    #[serde(borrow)]
    accepts: &'a RawValue,
    #[serde(borrow)]
    emits: &'a RawValue,
}

/// Takes a contract apart; its schemas are known to be JSON once [`SchemaText::value`] has read
/// them.
pub fn taken_apart(text: Arc<String>, origin: &str) -> Result<super::Contract, ContractError> {
    let found: Contract<'_> = match serde_json::from_str(&text) {
        Ok(found) => found,
        Err(error) => return Err(fault(&text, origin, &error)),
    };
    if found.format != FORMAT {
        return Err(unknown_format(origin, &Value::String(found.format)));
    }
    let types = found.types.into_iter().map(|(name, wire)| {
        let wire = super::WireType {
            role: wire.role,
            accepts: SchemaText::within(&text, wire.accepts.get()),
            emits: SchemaText::within(&text, wire.emits.get()),
        };
        (name, wire)
    });
    Ok(super::Contract {
        format: found.format,
        package: found.package,
        version: found.version,
        types: types.collect(),
        tables: found.tables,
        problems: found.problems,
    })
}

/// What is wrong with a text that is not a contract.
///
/// Text that is not JSON comes first, and then the format: a later one may change everything else.
pub fn fault(text: &str, origin: &str, error: &serde_json::Error) -> ContractError {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return not_json(origin, &error),
    };
    match value.get("format") {
        Some(format) if format != FORMAT => unknown_format(origin, format),
        _ => ContractError::NotAContract {
            origin: origin.to_owned(),
            line: error.line(),
            column: error.column(),
            message: without_place(error),
        },
    }
}

pub fn not_json(origin: &str, error: &serde_json::Error) -> ContractError {
    ContractError::NotJson {
        origin: origin.to_owned(),
        line: error.line(),
        column: error.column(),
        message: without_place(error),
    }
}

fn unknown_format(origin: &str, found: &Value) -> ContractError {
    ContractError::UnknownFormat { origin: origin.to_owned(), found: found.to_string() }
}

/// `serde_json` repeats the place at the end of its message.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
