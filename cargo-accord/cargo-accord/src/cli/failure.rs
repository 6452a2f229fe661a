//! Why a command cannot do its work.

/// Input that cannot be used; the text names the document and the place.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unusable(pub String);

impl Unusable {
    /// An error that says what was being done.
    pub fn context(what: &str, error: impl std::fmt::Display) -> Self {
        Self(format!("{what}: {error}"))
    }
}

impl From<accord::contract::ContractError> for Unusable {
    fn from(error: accord::contract::ContractError) -> Self {
        Self(error.to_string())
    }
}

impl From<accord::check::CheckError> for Unusable {
    fn from(error: accord::check::CheckError) -> Self {
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
