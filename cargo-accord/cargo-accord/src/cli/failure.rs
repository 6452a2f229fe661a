//! Why a command cannot do its work.

use std::error::Error;
use std::fmt;

/// Input that cannot be used; the text names the document and the place.
///
/// It is what becomes of every error, and so is none itself.
#[derive(Debug)]
pub struct Unusable(pub String);

impl Unusable {
    /// An error that says what was being done.
    pub fn context(what: &str, error: impl std::fmt::Display) -> Self {
        Self(format!("{what}: {error}"))
    }
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Error> From<E> for Unusable {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// What a command that did its work found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// Exit code 0.
    Fine,
    /// Exit code 1.
    No,
}

impl Judgement {
    /// Fine, if `ok`.
    pub fn of(ok: bool) -> Self {
        if ok { Self::Fine } else { Self::No }
    }
}

/// The outcome of a command.
pub type Outcome = Result<Judgement, Unusable>;
