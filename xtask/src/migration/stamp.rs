//! The time in front of a migration's name.

/// `YYYY-MM-DD-HHMMSS` in UTC, for seconds since 1970.
#[must_use]
pub fn stamp(seconds: u64) -> String {
    let (year, month, day) = date(seconds / 86_400);
    let rest = seconds % 86_400;
    format!("{year:04}-{month:02}-{day:02}-{:02}{:02}{:02}", rest / 3600, rest / 60 % 60, rest % 60)
}

/// The Gregorian date of a day counted from 1970-01-01.
///
/// Years are taken to begin in March, so that a leap day is the last day of one; 400 of them are
/// 146,097 days, always.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // From March on, months of 31, 30, 31, 30, 31 days repeat: 153 days each time.
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let (month, carry) = if march_month < 10 { (march_month + 3, 0) } else { (march_month - 9, 1) };
    (era * 400 + year_of_era + carry, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments() {
        assert_eq!(stamp(0), "1970-01-01-000000");
        assert_eq!(stamp(951_782_399), "2000-02-28-235959");
        assert_eq!(stamp(951_782_400), "2000-02-29-000000");
        assert_eq!(stamp(1_709_251_199), "2024-02-29-235959");
        assert_eq!(stamp(1_735_689_599), "2024-12-31-235959");
        assert_eq!(stamp(4_107_542_400), "2100-03-01-000000");
    }

    #[test]
    fn days_follow_each_other() {
        let mut last = date(0);
        for day in 1..150_000 {
            let next = date(day);
            assert!(next > last && next.2 <= 31 && next.1 <= 12);
            last = next;
        }
        assert_eq!(last.0, 2380);
    }
}
