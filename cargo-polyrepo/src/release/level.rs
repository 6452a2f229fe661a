//! How large a step is.

use anyhow::{Context as _, Result};
use clap::ValueEnum;

/// What `cargo accord bump` prints, and `cargo release` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Level {
    /// No observable change.
    None,
    /// The same promises, kept better.
    Patch,
    /// More promises.
    Minor,
    /// A promise is taken back.
    Major,
}

impl Level {
    /// Reads one word.
    ///
    /// # Errors
    /// When it is another word.
    pub fn parse(word: &str) -> Result<Self> {
        let word = word.trim();
        let level = Self::value_variants().iter().find(|level| level.word() == word);
        level.copied().with_context(|| format!("{word:?} is not a level: none, patch, minor or major"))
    }

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
