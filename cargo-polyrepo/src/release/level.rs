//! How large a step is.

use anyhow::{Result, bail};
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
        match word.trim() {
            "none" => Ok(Self::None),
            "patch" => Ok(Self::Patch),
            "minor" => Ok(Self::Minor),
            "major" => Ok(Self::Major),
            other => bail!("{other:?} is not a level: none, patch, minor or major"),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for level in [Level::None, Level::Patch, Level::Minor, Level::Major] {
            assert_eq!(Level::parse(&format!("{}\n", level.word())).unwrap(), level);
        }
        Level::parse("huge").unwrap_err();
    }
}
