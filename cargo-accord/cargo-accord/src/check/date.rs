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

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn days_are_counted_across_leap_years() {
        let day = |seconds| Date::of(UNIX_EPOCH + Duration::from_secs(seconds)).to_string();
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert_eq!(day(4_107_542_400), "2100-03-01");
        assert_eq!(day(1_798_675_199), "2026-12-30");
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        assert!("2024-02-29".parse::<Date>().is_ok());
        for text in ["2023-02-29", "2026-13-01", "2026-1-1", "tomorrow", "2026-00-10", "+026-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
