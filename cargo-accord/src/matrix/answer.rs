//! Whether a type, written at one version, is read at another.

use std::collections::BTreeMap;

use semver::Version;
use serde_json::Value;

use crate::check::{CheckError, Refusal, exchange};
use crate::contract::Contract;
use crate::subschema::Verdict;

/// The answer for one type between two versions.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Everything written is read.
    Read,
    /// A document that is written and refused.
    Refused {
        /// The document.
        witness: Value,
        /// Which part of it, and why.
        refused: Option<Refusal>,
    },
    /// There is no proof either way.
    Undecided {
        /// Why, in words.
        reason: String,
    },
    /// The reading version does not have the type.
    Unknown {
        /// Whether the writer is certain to write it: it names the type, not a pattern.
        certain: bool,
    },
}

impl Answer {
    /// Whether a message may be lost.
    #[must_use]
    pub fn is_no(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. } | Self::Undecided { .. } | Self::Unknown { certain: true }
        )
    }
}

/// Remembers answers: many services exchange the same types at the same versions.
#[derive(Debug, Default)]
pub struct Judge {
    known: BTreeMap<(String, Version, Version), Answer>,
}

impl Judge {
    /// Asks whether what `writer` writes of a type can be read by `reader`; both must have it.
    ///
    /// # Errors
    ///
    /// When a schema is malformed.
    pub fn ask(
        &mut self,
        name: &str,
        writer: &Contract,
        reader: &Contract,
    ) -> Result<Answer, CheckError> {
        let key = (
            name.to_owned(),
            writer.version.clone(),
            reader.version.clone(),
        );
        if let Some(answer) = self.known.get(&key) {
            return Ok(answer.clone());
        }
        let answer = match (writer.types.get(name), reader.types.get(name)) {
            (Some(written), Some(read)) => {
                let (verdict, refused) = exchange(name, written, read)?;
                match verdict {
                    Verdict::Contained => Answer::Read,
                    Verdict::NotContained { witness } => Answer::Refused { witness, refused },
                    Verdict::Undecided { keyword, reason } => Answer::Undecided {
                        reason: format!("`{keyword}`: {reason}"),
                    },
                }
            }
            _ => Answer::Unknown { certain: false },
        };
        self.known.insert(key, answer.clone());
        Ok(answer)
    }
}
