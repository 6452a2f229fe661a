//! Reading a contract from a file or a text, with the place of every fault.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use serde_json::Value;

use super::unread::{self, not_json};
use super::well_formed::{Unchecked, check_schemas};
use super::{Contract, ContractError};

/// The most that is read of one document. A contract of a thousand types has 5 to 10 MB.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Reads and checks the contract in a file.
///
/// # Errors
///
/// See [`ContractError`]; the path is named in each.
pub fn read(path: &Path) -> Result<Contract, ContractError> {
    let contract = unchecked(path)?;
    check_schemas(&[&contract])?;
    Ok(contract.contract)
}

/// Reads and checks two versions of a contract; a schema that is the same in both is checked once.
///
/// # Errors
///
/// See [`ContractError`]; the path is named in each.
pub fn read_both(old: &Path, new: &Path) -> Result<(Contract, Contract), ContractError> {
    let (old, new) = thread::scope(|scope| {
        let beside = thread::Builder::new().spawn_scoped(scope, || unchecked(new));
        let old = unchecked(old);
        let new = match beside.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(new)) => new,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => unchecked(new),
        };
        (old, new)
    });
    let (old, new) = (old?, new?);
    check_schemas(&[&old, &new])?;
    Ok((old.contract, new.contract))
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
    let contract = unread::taken_apart(Arc::new(text.to_owned()), origin)?;
    let origin = origin.to_owned();
    let unchecked = Unchecked { contract, origin };
    check_schemas(&[&unchecked])?;
    Ok(unchecked.contract)
}

fn unchecked(path: &Path) -> Result<Unchecked, ContractError> {
    let origin = path.display().to_string();
    let contract = unread::taken_apart(Arc::new(text(path)?), &origin)?;
    Ok(Unchecked { contract, origin })
}

fn text(path: &Path) -> Result<String, ContractError> {
    let io = |source| ContractError::Io { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if metadata.is_dir() {
        return Err(ContractError::Directory(path.to_owned()));
    }
    let expected = metadata.len().min(MAX_BYTES) + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
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
