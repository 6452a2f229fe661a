//! The days that exemptions name.

use std::time::{Duration, UNIX_EPOCH};

use accord::check::Date;

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
