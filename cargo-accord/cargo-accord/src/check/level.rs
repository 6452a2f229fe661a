//! How much a change asks of the people who depend on a crate.

use std::fmt;

use serde::Serialize;

/// The weight of one finding, lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// There is no difference on the wire.
    Patch,
    /// Both versions understand each other.
    Minor,
    /// Fine when the reading side is deployed first.
    MinorOrdered,
    /// A deployed party stops working.
    Major,
}

impl Level {
    /// The level as it is written in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        ["patch", "minor", "minor-ordered", "major"][self as usize]
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
