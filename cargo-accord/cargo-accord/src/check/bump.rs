//! Version numbers: what a bump says, and how much a change needs.

use std::fmt;

use semver::Version;
use serde::Serialize;

use super::Level;

/// A step of a version number, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// No change.
    None,
    /// `x.y.Z`
    Patch,
    /// `x.Y.z`
    Minor,
    /// `X.y.z`
    Major,
}

impl Bump {
    /// What a level requires of a crate at `version`.
    ///
    /// Before 1.0 the levels shift: `0.y` breaks where `x.0` does, and `0.0.z` with every release.
    #[must_use]
    pub fn required(level: Level, version: &Version) -> Self {
        let full = match level {
            Level::Patch => Self::Patch,
            Level::Minor | Level::MinorOrdered => Self::Minor,
            Level::Major => Self::Major,
        };
        match (version.major, version.minor) {
            (0, 0) => Self::Patch,
            (0, _) => match full {
                Self::Major => Self::Minor,
                Self::Minor | Self::Patch => Self::Patch,
                Self::None => Self::None,
            },
            _ => full,
        }
    }

    /// The word used in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What two version numbers say about the difference between two releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declared {
    /// The numbers are equal: the next version is not chosen yet.
    Unchanged,
    /// The new number is lower.
    Lowered,
    /// The new number is higher.
    Raised(Bump),
}

impl Declared {
    /// Compares two version numbers.
    #[must_use]
    pub fn between(old: &Version, new: &Version) -> Self {
        if (old.major, old.minor, old.patch, &old.pre) == (new.major, new.minor, new.patch, &new.pre) {
            return Self::Unchanged;
        }
        if new < old {
            return Self::Lowered;
        }
        Self::Raised(if new.major != old.major {
            Bump::Major
        } else if new.minor != old.minor {
            Bump::Minor
        } else {
            Bump::Patch
        })
    }

    /// The bump as it is written in reports.
    #[must_use]
    pub fn bump(self) -> Bump {
        match self {
            Self::Unchanged | Self::Lowered => Bump::None,
            Self::Raised(bump) => bump,
        }
    }

    /// Whether a change that requires `required` may be released so.
    ///
    /// While the version is unchanged nothing is declared yet, and everything may be added.
    #[must_use]
    pub fn allows(self, required: Bump) -> bool {
        match self {
            Self::Unchanged => required < Bump::Major,
            Self::Lowered => required == Bump::None,
            Self::Raised(bump) => required <= bump,
        }
    }
}
