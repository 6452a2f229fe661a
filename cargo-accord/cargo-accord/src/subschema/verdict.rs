//! The answer to one question.

use serde_json::Value;

/// The answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Every document of the left is a document of the right.
    Contained,
    /// A document that the left takes and the right refuses.
    NotContained {
        /// The document, checked by an independent validator.
        witness: Value,
    },
    /// There is no proof either way.
    Undecided {
        /// The keyword that defeats the engine, or `budget` or `depth`.
        keyword: String,
        /// Why, in words.
        reason: String,
    },
}
