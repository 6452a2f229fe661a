//! Reading a contract document.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The format that this library reads and writes.
pub const FORMAT: &str = "accord/1";

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// It is not a contract, or one of a format that this version does not know.
    #[error("read the contract: its format is {found}, and this version reads \"{FORMAT}\"")]
    Format {
        /// The member `format` as JSON; `null` when there is none.
        found: Value,
    },
    /// A section is not what the format says.
    #[error("read `{section}` of the contract: {source}")]
    Section {
        /// The section, such as `tables`.
        section: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// The entries of a section by name; a section that is absent has none.
pub(crate) fn section<T: DeserializeOwned>(
    document: &Value,
    section: &'static str,
) -> Result<BTreeMap<String, T>, DocumentError> {
    if document["format"] != FORMAT {
        return Err(DocumentError::Format { found: document["format"].clone() });
    }
    match document.get(section) {
        None => Ok(BTreeMap::new()),
        Some(entries) => BTreeMap::deserialize(entries).map_err(|source| DocumentError::Section { section, source }),
    }
}
