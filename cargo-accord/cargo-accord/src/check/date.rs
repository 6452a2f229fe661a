//! Days, as exemptions name them.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use jiff::{Timestamp, civil, tz::Offset};

/// A day of the Gregorian calendar, written `2026-12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(civil::Date);

/// The text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date such as 2026-12-31")]
pub struct NotADate(String);

impl Date {
    /// The day, in UTC, on which a moment lies.
    #[must_use]
    pub fn of(moment: SystemTime) -> Self {
        let moment = Timestamp::try_from(moment).unwrap_or(Timestamp::MAX);
        Self(Offset::UTC.to_datetime(moment).date())
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse::<civil::Date>() {
            // Only one of the spellings of ISO 8601 is accepted.
            Ok(date) if date.to_string() == text => Ok(Self(date)),
            _ => Err(NotADate(text.to_owned())),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
