//! An order adds up.

use proptest::prelude::*;
use shared_models::kernel::{BasisPoints, Currency, Money, MoneyError};
use shared_models::orders::{DiscountTier, PricedLine, Terms, discount_by_line, totals};
use shared_models::testkit;

fn eur(amount_minor: i64) -> Money {
    Money::new(amount_minor, Currency::EUR).unwrap()
}

fn line(unit_minor: i64, quantity: u32) -> PricedLine {
    PricedLine { unit_price: eur(unit_minor), quantity }
}

prop_compose! {
    fn any_terms()(mut from in prop::collection::vec(0_i64..1_000_000, 0..4), rates in prop::collection::vec(0_u16..=10_000, 4), tax in 0_u16..=3_000) -> Terms {
        from.sort_unstable();
        let discounts = from.into_iter().zip(rates).map(|(from_minor, rate)| DiscountTier { from_minor, discount: BasisPoints(rate) });
        Terms { discounts: discounts.collect(), tax: BasisPoints(tax) }
    }
}

proptest! {
    #[test]
    fn subtotal_less_discount_plus_tax_is_the_total(
        lines in prop::collection::vec((0_i64..10_000_000, 1_u32..=999), 1..50),
        terms in any_terms(),
    ) {
        let lines: Vec<_> = lines.into_iter().map(|(price, quantity)| line(price, quantity)).collect();
        let totals = totals(Currency::EUR, &lines, &terms).unwrap();
        prop_assert_eq!(Money::sum(Currency::EUR, totals.lines.iter().copied()).unwrap(), totals.subtotal);
        prop_assert_eq!(totals.subtotal.minus(totals.discount).unwrap().plus(totals.tax).unwrap(), totals.total);
        prop_assert!(!totals.discount.is_negative() && !totals.tax.is_negative() && !totals.total.is_negative());
        prop_assert!(totals.discount.amount_minor() <= totals.subtotal.amount_minor());
        if totals.subtotal.amount_minor() > 0 {
            let by_line = discount_by_line(&totals).unwrap();
            prop_assert_eq!(Money::sum(Currency::EUR, by_line).unwrap(), totals.discount);
        }
    }
}

#[test]
fn the_highest_tier_reached_counts() {
    let discount = |subtotal| totals(Currency::EUR, &[line(subtotal, 1)], &testkit::terms()).unwrap().discount;
    assert_eq!(discount(29_999), eur(0));
    assert_eq!(discount(30_000), eur(1_500));
    assert_eq!(discount(79_999), eur(3_999));
    assert_eq!(discount(80_000), eur(6_400));
}

#[test]
fn a_known_order_costs_what_it_costs() {
    let totals = totals(Currency::EUR, &[line(14_900, 2), line(23_720, 1)], &testkit::terms()).unwrap();
    assert_eq!(totals.subtotal, eur(53_520));
    assert_eq!(totals.discount, eur(2_676));
    assert_eq!(totals.tax, eur(9_660));
    assert_eq!(totals.total, eur(60_504));
}

#[test]
fn an_order_has_one_currency() {
    let dollars = PricedLine { unit_price: Money::new(100, Currency::USD).unwrap(), quantity: 1 };
    let mixed = totals(Currency::EUR, &[line(100, 1), dollars], &testkit::terms());
    assert_eq!(mixed, Err(MoneyError::CurrencyMismatch(Currency::EUR, Currency::USD)));
}

#[test]
fn an_order_that_cannot_be_counted_is_an_error() {
    assert_eq!(totals(Currency::EUR, &[line(Money::MAX_MINOR, 2)], &testkit::terms()), Err(MoneyError::OutOfRange));
}
