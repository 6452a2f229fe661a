//! A status changes along its table and no other way.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shared_models::inventory::ReservationStatus;
use shared_models::kernel::{IllegalTransition, StateMachine};
use shared_models::notifications::NotificationStatus;
use shared_models::orders::OrderStatus;
use shared_models::payments::PaymentStatus;
use shared_models::shipments::ShipmentStatus;

/// Walks at random: only steps of the table succeed, an illegal one is named, and a final state is never left.
fn walk<S: StateMachine>(all: &[S], choices: &[usize]) {
    let mut status = all[0];
    for choice in choices {
        let next = all[choice % all.len()];
        let legal = S::TRANSITIONS.contains(&(status, next));
        match status.to(next) {
            Ok(reached) => {
                assert!(legal && reached == next && !status.is_final());
                status = reached;
            }
            Err(IllegalTransition { from, to }) => assert!(!legal && from == status && to == next),
        }
    }
}

/// From the first status every other can be reached, and from every status a final one.
fn connected<S: StateMachine + Ord>(all: &[S]) {
    let reach = |from: S| {
        let mut reached = BTreeSet::from([from]);
        loop {
            let next: BTreeSet<S> =
                S::TRANSITIONS.iter().filter(|(from, _)| reached.contains(from)).map(|(_, to)| *to).collect();
            if next.is_subset(&reached) {
                return reached;
            }
            reached.extend(next);
        }
    };
    assert_eq!(reach(all[0]), all.iter().copied().collect());
    for status in all {
        assert!(reach(*status).iter().any(|reached| reached.is_final()), "{status:?} never ends");
    }
}

proptest! {
    #[test]
    fn only_the_table_leads_on(choices in prop::collection::vec(0_usize..30, 0..40)) {
        walk(OrderStatus::ALL, &choices);
        walk(PaymentStatus::ALL, &choices);
        walk(ReservationStatus::ALL, &choices);
        walk(ShipmentStatus::ALL, &choices);
        walk(NotificationStatus::ALL, &choices);
    }
}

#[test]
fn no_status_is_out_of_reach_or_without_an_end() {
    connected(OrderStatus::ALL);
    connected(PaymentStatus::ALL);
    connected(ReservationStatus::ALL);
    connected(ShipmentStatus::ALL);
    connected(NotificationStatus::ALL);
}

#[test]
fn an_illegal_step_says_what_it_is() {
    let error = OrderStatus::Delivered.to(OrderStatus::Cancelled).unwrap_err();
    assert_eq!(error.to_string(), "cannot go from delivered to cancelled");
}

#[test]
fn the_word_of_a_status_fits_its_column() {
    let words = OrderStatus::ALL.iter().map(|status| status.as_str());
    let words = words.chain(PaymentStatus::ALL.iter().map(|status| status.as_str()));
    let words = words.chain(ReservationStatus::ALL.iter().map(|status| status.as_str()));
    let words = words.chain(ShipmentStatus::ALL.iter().map(|status| status.as_str()));
    for word in words {
        assert!(word.len() <= 16, "{word}");
    }
}
