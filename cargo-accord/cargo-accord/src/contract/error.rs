//! Input that cannot be judged.

use std::path::PathBuf;

/// Why a document cannot be used: which one, where in it, and what is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason given by the system.
        source: std::io::Error,
    },
    /// A directory was named where a file is needed.
    #[error("{}: is a directory, not a JSON document", .0.display())]
    Directory(PathBuf),
    /// The file is larger than any contract.
    #[error("{origin}: {bytes} bytes is more than the limit of {limit} bytes")]
    TooLarge {
        /// The document.
        origin: String,
        /// Its size.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// The text is not UTF-8.
    #[error("{origin}: not UTF-8 text (byte {offset})")]
    NotText {
        /// The document.
        origin: String,
        /// How much of it is valid.
        offset: usize,
    },
    /// The text is not JSON.
    #[error("{origin}:{line}:{column}: not JSON: {message}")]
    NotJson {
        /// The document.
        origin: String,
        /// One-based.
        line: usize,
        /// One-based.
        column: usize,
        /// What the parser met.
        message: String,
    },
    /// The JSON is not a contract.
    #[error("{origin}:{line}:{column}: not a contract: {message}")]
    NotAContract {
        /// The document.
        origin: String,
        /// One-based.
        line: usize,
        /// One-based.
        column: usize,
        /// What the reader missed.
        message: String,
    },
    /// The contract is of a format that this version does not know.
    #[error("{origin}: at /format: unknown format {found}; this version reads \"accord/1\"")]
    UnknownFormat {
        /// The document.
        origin: String,
        /// What stands there.
        found: String,
    },
    /// A schema inside the document cannot be used.
    #[error("{origin}: at {pointer}: {message}")]
    Schema {
        /// The document.
        origin: String,
        /// JSON pointer from the root of the document.
        pointer: String,
        /// What is wrong there.
        message: String,
    },
}
