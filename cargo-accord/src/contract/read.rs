//! Reading a contract from a file or a text, with the place of every fault.

use std::io::Read as _;
use std::path::Path;

use serde_json::Value;

use super::{Contract, ContractError, FORMAT};
use crate::schema;
use crate::subschema::Schema;

/// The most that is read of one document. A contract of a thousand types has about 5 MB.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Reads and checks the contract in a file.
///
/// # Errors
///
/// See [`ContractError`]; the path is named in each.
pub fn read(path: &Path) -> Result<Contract, ContractError> {
    parse(&text(path)?, &path.display().to_string())
}

/// Reads any JSON document from a file, within the same limits as a contract.
///
/// # Errors
///
/// See [`ContractError`]; the path is named in each.
pub fn read_json(path: &Path) -> Result<Value, ContractError> {
    let origin = path.display().to_string();
    serde_json::from_str(&text(path)?).map_err(|error| not_json(&origin, &error))
}

/// Reads and checks a contract; `origin` names it in errors.
///
/// # Errors
///
/// See [`ContractError`].
pub fn parse(text: &str, origin: &str) -> Result<Contract, ContractError> {
    // The format comes first: a later format may change everything else.
    let value: Value = serde_json::from_str(text).map_err(|error| not_json(origin, &error))?;
    if let Some(format) = value.get("format")
        && format != FORMAT
    {
        return Err(ContractError::UnknownFormat {
            origin: origin.to_owned(),
            found: format.to_string(),
        });
    }
    // Parsed again from text, because only that knows lines and columns.
    let contract: Contract =
        serde_json::from_str(text).map_err(|error| ContractError::NotAContract {
            origin: origin.to_owned(),
            line: error.line(),
            column: error.column(),
            message: without_place(&error),
        })?;
    check_schemas(&contract, origin)?;
    Ok(contract)
}

fn text(path: &Path) -> Result<String, ContractError> {
    let io = |source| ContractError::Io {
        path: path.to_owned(),
        source,
    };
    let file = std::fs::File::open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if metadata.is_dir() {
        return Err(ContractError::Directory(path.to_owned()));
    }
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ContractError::TooLarge {
            origin: path.display().to_string(),
            bytes: metadata.len().max(bytes.len() as u64),
            limit: MAX_BYTES,
        });
    }
    String::from_utf8(bytes).map_err(|error| ContractError::NotText {
        origin: path.display().to_string(),
        offset: error.utf8_error().valid_up_to(),
    })
}

fn check_schemas(contract: &Contract, origin: &str) -> Result<(), ContractError> {
    for (name, wire) in &contract.types {
        for (side, document) in [("accepts", &wire.accepts), ("emits", &wire.emits)] {
            let at = format!("/types/{}/{side}", schema::escape(name));
            schema::check_keywords(document).map_err(|fault| ContractError::Schema {
                origin: origin.to_owned(),
                pointer: format!("{at}{}", fault.pointer),
                message: fault.message,
            })?;
            Schema::parse(document).map_err(|fault| ContractError::Schema {
                origin: origin.to_owned(),
                pointer: format!("{at}{}", fault.pointer),
                message: fault.message,
            })?;
        }
    }
    Ok(())
}

fn not_json(origin: &str, error: &serde_json::Error) -> ContractError {
    ContractError::NotJson {
        origin: origin.to_owned(),
        line: error.line(),
        column: error.column(),
        message: without_place(error),
    }
}

/// `serde_json` repeats the place at the end of its message.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
