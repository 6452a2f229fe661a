//! Whether a type, written at one version, is read at another.

use std::collections::BTreeMap;

use json_subschema::{Answer as Verdict, Refusal};
use serde_json::Value;

use crate::check::{CheckError, exchange};
use crate::contract::WireType;

/// The answer for one type between two versions.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Everything written is read.
    Read,
    /// A document that is written and refused.
    Refused {
        /// As small as was found.
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
        matches!(self, Self::Refused { .. } | Self::Undecided { .. } | Self::Unknown { certain: true })
    }
}

/// Remembers answers: many services exchange the same types at the same versions.
#[derive(Debug, Default)]
pub struct Judge {
    known: BTreeMap<String, Vec<Known>>,
}

/// An answer and what it is about. The versions are not enough: a contract that is being edited still has
/// the number of its last release.
#[derive(Debug)]
struct Known {
    written: WireType,
    read: WireType,
    answer: Answer,
}

impl Judge {
    /// Asks whether what is written of a type can be read.
    ///
    /// # Errors
    ///
    /// When a schema is malformed.
    pub fn ask(&mut self, name: &str, written: &WireType, read: &WireType) -> Result<Answer, CheckError> {
        let known = self.known.entry(name.to_owned()).or_default();
        let same = |known: &&Known| known.written == *written && known.read == *read;
        if let Some(known) = known.iter().find(same) {
            return Ok(known.answer.clone());
        }
        let (verdict, refused) = exchange(name, written, read)?;
        let answer = match verdict {
            Verdict::Contained => Answer::Read,
            Verdict::NotContained { witness } => Answer::Refused { witness, refused },
            Verdict::Undecided { keyword, reason } => Answer::Undecided { reason: format!("`{keyword}`: {reason}") },
        };
        known.push(Known { written: written.clone(), read: read.clone(), answer: answer.clone() });
        Ok(answer)
    }
}
