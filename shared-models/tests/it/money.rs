//! Money neither appears nor disappears.

use proptest::prelude::*;
use shared_models::kernel::{BasisPoints, Currency, Money, MoneyError, Rounding};

fn eur(amount_minor: i64) -> Money {
    Money::new(amount_minor, Currency::EUR).unwrap()
}

proptest! {
    #[test]
    fn allocation_keeps_the_total(amount in -Money::MAX_MINOR..=Money::MAX_MINOR, weights in prop::collection::vec(0_u64..1_000_000, 1..20)) {
        let total: u64 = weights.iter().sum();
        match eur(amount).allocate(&weights) {
            Err(error) => prop_assert_eq!((error, total), (MoneyError::NoShares, 0)),
            Ok(parts) => {
                prop_assert_eq!(Money::sum(Currency::EUR, parts.iter().copied()).unwrap(), eur(amount));
                for (part, weight) in parts.iter().zip(&weights) {
                    // No part is further than one minor unit from its exact share.
                    let exact = i128::from(amount) * i128::from(*weight);
                    let off = i128::from(part.amount_minor()) * i128::from(total) - exact;
                    prop_assert!(off.unsigned_abs() < u128::from(total), "{part} for {weight} of {total}");
                    prop_assert!(*weight > 0 || part.amount_minor() == 0);
                }
            }
        }
    }

    #[test]
    fn a_share_and_the_rest_are_the_whole(amount in 0..=Money::MAX_MINOR, rate in 0_u16..=10_000) {
        let share = eur(amount).share(BasisPoints(rate), Rounding::Down).unwrap();
        let rest = eur(amount).minus(share).unwrap();
        prop_assert_eq!(share.plus(rest).unwrap(), eur(amount));
        prop_assert!(!rest.is_negative() && !share.is_negative());
    }

    #[test]
    fn rounding_is_off_by_less_than_one(amount in -1_000_000_i64..1_000_000, rate in 0_u16..=10_000) {
        let exact = i128::from(amount) * i128::from(rate);
        for rounding in [Rounding::Down, Rounding::HalfUp, Rounding::HalfEven] {
            let share = eur(amount).share(BasisPoints(rate), rounding).unwrap();
            let off = (i128::from(share.amount_minor()) * 10_000 - exact).abs();
            let most = if rounding == Rounding::Down { 9_999 } else { 5_000 };
            prop_assert!(off <= most);
        }
    }

    #[test]
    fn json_gives_the_same_money_back(amount in -Money::MAX_MINOR..=Money::MAX_MINOR) {
        let json = serde_json::to_string(&eur(amount)).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), eur(amount));
    }
}

#[test]
fn currencies_do_not_mix() {
    let dollars = Money::new(1, Currency::USD).unwrap();
    assert_eq!(eur(1).plus(dollars), Err(MoneyError::CurrencyMismatch(Currency::EUR, Currency::USD)));
    assert_eq!(eur(1).minus(dollars), Err(MoneyError::CurrencyMismatch(Currency::EUR, Currency::USD)));
}

#[test]
fn too_much_is_an_error_and_never_wraps() {
    assert_eq!(eur(Money::MAX_MINOR).plus(eur(1)), Err(MoneyError::OutOfRange));
    assert_eq!(eur(-Money::MAX_MINOR).minus(eur(1)), Err(MoneyError::OutOfRange));
    assert_eq!(eur(Money::MAX_MINOR).times(u32::MAX), Err(MoneyError::OutOfRange));
    assert_eq!(Money::new(i64::MIN, Currency::EUR), Err(MoneyError::OutOfRange));
    let json = r#"{ "amount_minor": 9007199254740992, "currency": "EUR" }"#;
    assert!(serde_json::from_str::<Money>(json).is_err());
}

#[test]
fn money_is_shown_with_the_digits_of_its_currency() {
    let shown = |amount, code: &str| Money::new(amount, code.parse().unwrap()).unwrap().to_string();
    assert_eq!(shown(5, "EUR"), "0.05 EUR");
    assert_eq!(shown(-123_456, "EUR"), "-1234.56 EUR");
    assert_eq!(shown(1_250, "JPY"), "1250 JPY");
    assert_eq!(shown(1_250, "KWD"), "1.250 KWD");
}

#[test]
fn only_iso_4217_codes_are_currencies() {
    for code in ["", "eur", "EU", "EURO", "QQQ", "ÄÖ"] {
        assert!(code.parse::<Currency>().is_err(), "{code}");
    }
}

#[test]
fn three_ways_of_ten_cents_are_four_three_three() {
    assert_eq!(eur(10).allocate(&[1, 1, 1]).unwrap(), [eur(4), eur(3), eur(3)]);
    assert_eq!(eur(-10).allocate(&[1, 1, 1]).unwrap(), [eur(-4), eur(-3), eur(-3)]);
}
