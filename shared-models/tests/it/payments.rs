//! Refunds never exceed the capture.

use proptest::prelude::*;
use shared_models::kernel::{Currency, Money};
use shared_models::orders::OrderStatus;
use shared_models::payments::{Ledger, PaymentFault, PaymentStatus};

fn eur(amount_minor: i64) -> Money {
    Money::new(amount_minor, Currency::EUR).unwrap()
}

fn authorised(amount_minor: i64) -> Ledger {
    Ledger::authorise(OrderStatus::Confirmed, eur(amount_minor)).unwrap()
}

proptest! {
    #[test]
    fn refunds_add_up_to_at_most_the_capture(total in 1_i64..1_000_000, refunds in prop::collection::vec(-10_i64..400_000, 0..12)) {
        let mut ledger = authorised(total).capture().unwrap();
        let mut given = 0;
        for refund in refunds {
            match ledger.refund(Some(eur(refund))) {
                Ok(next) => {
                    given += refund;
                    ledger = next;
                    prop_assert!(refund > 0);
                    prop_assert_eq!(ledger.refunded, eur(given));
                    prop_assert_eq!(ledger.status == PaymentStatus::Refunded, given == total);
                }
                Err(PaymentFault::EmptyRefund) => prop_assert!(refund <= 0),
                Err(PaymentFault::RefundTooLarge { left }) => {
                    prop_assert_eq!(left, eur(total - given));
                    prop_assert!(refund > total - given);
                }
                Err(PaymentFault::Status(_)) => prop_assert_eq!(ledger.status, PaymentStatus::Refunded),
                Err(other) => prop_assert!(false, "{other}"),
            }
            prop_assert!(given <= total);
        }
    }
}

#[test]
fn only_a_confirmed_order_is_paid_for() {
    for status in OrderStatus::ALL {
        let outcome = Ledger::authorise(*status, eur(100));
        assert_eq!(outcome.is_ok(), *status == OrderStatus::Confirmed, "{status}");
    }
}

#[test]
fn money_is_taken_once_and_a_promise_called_off_stays_off() {
    assert!(matches!(authorised(100).capture().unwrap().capture(), Err(PaymentFault::Status(_))));
    assert!(matches!(authorised(100).void().unwrap().capture(), Err(PaymentFault::Status(_))));
    assert!(matches!(authorised(100).refund(None), Err(PaymentFault::Status(_))));
}

#[test]
fn a_refund_without_an_amount_gives_back_the_rest() {
    let ledger = authorised(100).capture().unwrap().refund(Some(eur(30))).unwrap();
    assert_eq!(ledger.status, PaymentStatus::PartlyRefunded);
    let ledger = ledger.refund(None).unwrap();
    assert_eq!((ledger.status, ledger.refunded), (PaymentStatus::Refunded, eur(100)));
}

#[test]
fn a_refund_is_in_the_currency_of_the_payment() {
    let dollars = Money::new(1, Currency::USD).unwrap();
    assert!(matches!(authorised(100).capture().unwrap().refund(Some(dollars)), Err(PaymentFault::Money(_))));
}
