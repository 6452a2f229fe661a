//! Why a schema cannot be used.

/// Why a schema cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} at {}", if .pointer.is_empty() { "the root" } else { .pointer.as_str() })]
pub struct SchemaError {
    /// The JSON pointer of the place; empty for the root.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}
