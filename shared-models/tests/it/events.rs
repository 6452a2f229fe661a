//! A fact arrives as it was sent.

use shared_models::contract::{Role, WIRE_TYPES};
use shared_models::events::{AnyEvent, EVENT_TYPES, Envelope, Event, UnreadableEvent};
use shared_models::kernel::{Clock, IdSource};
use shared_models::orders::{OrderCancelled, OrderConfirmed};
use shared_models::testkit::{self, CountingIds, FixedClock};

fn confirmed() -> Envelope<OrderConfirmed> {
    let ids = CountingIds::default();
    let order_id = ids.next();
    Envelope::new(ids.next(), "storefront", order_id, FixedClock::default().now(), OrderConfirmed { order_id })
}

#[test]
fn an_event_arrives_as_it_was_sent() {
    let sent = confirmed();
    let received: AnyEvent = serde_json::from_str(&serde_json::to_string(&sent).unwrap()).unwrap();
    assert_eq!(received.event_type, "orders::OrderConfirmed");
    assert_eq!(received.read::<OrderConfirmed>().unwrap(), sent);
}

#[test]
fn an_event_is_not_read_as_another() {
    let received: AnyEvent = serde_json::from_str(&serde_json::to_string(&confirmed()).unwrap()).unwrap();
    let error = received.read::<OrderCancelled>().unwrap_err();
    assert!(matches!(error, UnreadableEvent::OtherType { expected: "orders::OrderCancelled", .. }));
}

#[test]
fn data_that_does_not_fit_is_an_error() {
    let mut received: AnyEvent = serde_json::from_str(testkit::sample("events::AnyEvent").unwrap()).unwrap();
    received.data = serde_json::json!({ "order_id": 7 });
    assert!(matches!(received.read::<OrderConfirmed>(), Err(UnreadableEvent::Data { .. })));
}

#[test]
fn every_event_of_the_contract_has_its_name_and_no_other() {
    let listed = WIRE_TYPES.iter().filter(|wire_type| wire_type.role == Role::Event);
    let mut listed: Vec<_> =
        listed.map(|wire_type| wire_type.name).filter(|name| *name != "events::AnyEvent").collect();
    listed.sort_unstable();
    let mut known = EVENT_TYPES.to_vec();
    known.sort_unstable();
    assert_eq!(known, listed);
    assert_eq!(OrderConfirmed::TYPE, "orders::OrderConfirmed");
}
