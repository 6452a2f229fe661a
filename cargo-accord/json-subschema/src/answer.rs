use serde_json::Value;

/// The answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Every document of the left schema is a document of the right one. This is proved.
    Contained,
    /// The left schema accepts a document that the right one refuses.
    NotContained {
        /// The document. An independent validator has found it valid on the left and invalid on
        /// the right.
        witness: Value,
    },
    /// There is no proof either way.
    Undecided {
        /// The keyword that the proof does not get past, or `budget` or `depth` for a limit on work.
        keyword: String,
        /// Why, in words.
        reason: String,
    },
}
