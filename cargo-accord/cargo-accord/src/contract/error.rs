//! Input that cannot be judged.

use std::path::PathBuf;

/// Why a document cannot be used: which one, where in it, and what is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// As it was given.
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
        /// Where the text comes from: a path, or such as `git:main`.
        origin: String,
        /// The size of the file.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// The text is not UTF-8.
    #[error("{origin}: not UTF-8 text (byte {offset})")]
    NotText {
        /// Where the text comes from: a path, or such as `git:main`.
        origin: String,
        /// How much of it is valid.
        offset: usize,
    },
    /// The text is not JSON.
    #[error("{origin}:{line}:{column}: not JSON: {message}")]
    NotJson {
        /// Where the text comes from: a path, or such as `git:main`.
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
        /// Where the text comes from: a path, or such as `git:main`.
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
        /// Where the text comes from: a path, or such as `git:main`.
        origin: String,
        /// What stands there.
        found: String,
    },
    /// A schema inside the document cannot be used.
    #[error("{origin}: at {pointer}: {message}")]
    Schema {
        /// Where the text comes from: a path, or such as `git:main`.
        origin: String,
        /// JSON pointer from the root of the document.
        pointer: String,
        /// What is wrong there.
        message: String,
    },
}
