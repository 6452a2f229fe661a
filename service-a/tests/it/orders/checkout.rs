//! An order on its way, by the facts of fulfilment and by timers.

use serde_json::{Value, json};
use service_chassis::testkit::{eventually, fresh_id};
use shared_models::inventory::ReservationExpired;
use shared_models::kernel::{Currency, Id, Money};
use shared_models::orders::OrderId;
use shared_models::payments::{PaymentAuthorised, PaymentCaptured, PaymentStatus, PaymentVoided};
use shared_models::shipments::{ShipmentDelivered, ShipmentDispatched};

use crate::support::{Shop, id};

fn order_id(order: &Value) -> OrderId {
    id(order).parse().unwrap()
}

fn authorised(order: &Value) -> PaymentAuthorised {
    let (order_id, amount) = (order_id(order), Money::zero(Currency::EUR));
    PaymentAuthorised { payment_id: Id::from_uuid(order_id.uuid()), order_id, amount }
}

fn captured(order: &Value) -> PaymentCaptured {
    let PaymentAuthorised { payment_id, order_id, amount } = authorised(order);
    PaymentCaptured { payment_id, order_id, amount }
}

fn voided(order: &Value) -> PaymentVoided {
    let PaymentAuthorised { payment_id, order_id, amount: _ } = authorised(order);
    PaymentVoided { payment_id, order_id }
}

fn dispatched(order: &Value) -> ShipmentDispatched {
    ShipmentDispatched {
        shipment_id: Id::from_uuid(fresh_id()),
        order_id: order_id(order),
        carrier: "Nordkurier".to_owned(),
        tracking_code: "NK4711000815".to_owned(),
    }
}

fn delivered(order: &Value, outstanding: Option<u32>) -> ShipmentDelivered {
    ShipmentDelivered { shipment_id: Id::from_uuid(fresh_id()), order_id: order_id(order), outstanding }
}

/// A shop, and an order whose stock is reserved.
fn confirmed() -> (Shop, Value) {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    assert_eq!(app.saga(&order).as_deref(), Some("awaiting_payment"));
    (app, order)
}

/// As [`confirmed`], and paid for.
fn paid() -> (Shop, Value) {
    let (app, order) = confirmed();
    app.fulfilment.pay(id(&order), PaymentStatus::Authorised);
    app.fulfilment.publish(&authorised(&order));
    app.reaches(&order, "paid");
    (app, order)
}

/// Waits until every fact that was published is applied.
fn all_is_read(app: &Shop) {
    let published = app.fulfilment.published();
    eventually("every fact is read", || {
        (app.database.number("SELECT COALESCE(MAX(seq), 0) AS n FROM checkpoints") == published).then_some(())
    });
}

fn parked(app: &Shop) -> Vec<String> {
    app.database.names("SELECT reason AS name FROM parked_facts ORDER BY seq")
}

#[test]
fn an_order_is_paid_shipped_and_delivered() {
    let (app, order) = paid();
    let (first, second) = (dispatched(&order), dispatched(&order));
    app.fulfilment.publish(&captured(&order));
    app.fulfilment.publish(&first);
    app.reaches(&order, "shipped");
    assert_eq!(app.read_order(&order)["status"], "shipped");
    app.fulfilment.publish(&second);
    app.fulfilment.publish(&delivered(&order, Some(1)));
    app.fulfilment.publish(&delivered(&order, None));
    all_is_read(&app);
    assert_eq!(app.read_order(&order)["status"], "shipped", "one parcel is on its way");
    app.call("cancel_order").id(id(&order)).send().problem("illegal-transition");
    app.fulfilment.publish(&delivered(&order, Some(0)));
    app.becomes(&order, "delivered");
    assert_eq!(app.saga(&order), None);
    let events = ["OrderPlaced", "OrderConfirmed", "OrderShipped", "OrderDelivered"];
    assert_eq!(app.events(&order), events.map(|event| format!("orders::{event}")));
    let statuses = ["confirmed", "shipped", "delivered"];
    assert_eq!(app.history(&order), statuses.map(|status| format!(r#"transitioned {{"status":"{status}"}}"#)));
    assert_eq!(parked(&app), [""; 0]);
}

#[test]
fn facts_that_come_again_or_late_do_no_harm() {
    let (app, order) = paid();
    let (dispatched, delivered) = (dispatched(&order), delivered(&order, Some(0)));
    for _ in 0..2 {
        app.fulfilment.publish(&authorised(&order));
        app.fulfilment.publish(&captured(&order));
        app.fulfilment.publish(&dispatched);
        app.fulfilment.publish(&delivered);
        app.fulfilment.publish(&voided(&order));
        app.fulfilment.publish(&ReservationExpired { order_id: order_id(&order) });
    }
    all_is_read(&app);
    assert_eq!(app.becomes(&order, "delivered")["status"], "delivered");
    assert_eq!(app.events(&order).len(), 4, "each once: {:?}", app.events(&order));
    assert_eq!((app.saga(&order), parked(&app)), (None, Vec::new()));
}

#[test]
fn an_order_that_is_not_paid_in_time_is_cancelled() {
    let (app, order) = confirmed();
    let minutes = "SELECT TIMESTAMPDIFF(MINUTE, entered_at, next_timer_at) AS n FROM sagas";
    assert_eq!(app.database.number(minutes), 15);
    app.time_is_up();
    app.becomes(&order, "cancelled");
    assert!(app.fulfilment.held().is_empty());
    assert_eq!(app.events(&order).last().unwrap(), "orders::OrderCancelled");
    let cancelled = r#"transitioned {"reason":"not paid in time","status":"cancelled"}"#;
    assert_eq!(app.history(&order).last().unwrap(), cancelled);
    assert_eq!(app.saga(&order), None);
}

#[test]
fn an_order_that_was_paid_in_time_is_not_cancelled_because_the_fact_is_late() {
    let (app, order) = confirmed();
    app.fulfilment.pay(id(&order), PaymentStatus::Authorised);
    app.time_is_up();
    app.reaches(&order, "paid");
    assert_eq!(app.read_order(&order)["status"], "confirmed");
    assert_eq!(app.fulfilment.held(), [id(&order)]);
}

#[test]
fn an_answer_that_a_fact_has_overtaken_counts_no_more() {
    let (app, order) = confirmed();
    app.fulfilment.hold_payments();
    app.time_is_up();
    eventually("it is asked whether the order was paid", || (app.fulfilment.payment_calls() == 1).then_some(()));
    // The customer pays, and chooses another way to pay.
    app.fulfilment.publish(&authorised(&order));
    app.reaches(&order, "paid");
    app.fulfilment.publish(&voided(&order));
    app.reaches(&order, "awaiting_payment");
    app.fulfilment.let_go();
    let waits = "SELECT COUNT(*) AS n FROM sagas WHERE next_timer_at = entered_at + INTERVAL 15 MINUTE";
    eventually("it has the whole time again", || (app.database.number(waits) == 1).then_some(()));
    assert_eq!(app.read_order(&order)["status"], "confirmed");
}

#[test]
fn an_order_is_not_cancelled_while_fulfilment_cannot_say_whether_it_was_paid() {
    let (app, order) = confirmed();
    app.fulfilment.fail(true);
    app.time_is_up();
    let tried = "SELECT CAST(generation AS SIGNED) AS n FROM sagas";
    eventually("it is asked again", || (app.database.number(tried) >= 5).then_some(()));
    assert_eq!(app.read_order(&order)["status"], "confirmed");
    app.fulfilment.fail(false);
    app.time_is_up();
    app.becomes(&order, "cancelled");
}

#[test]
fn an_order_whose_payment_is_voided_waits_for_another_one() {
    let (app, order) = paid();
    app.fulfilment.pay(id(&order), PaymentStatus::Voided);
    app.fulfilment.publish(&voided(&order));
    app.reaches(&order, "awaiting_payment");
    let waits = "SELECT COUNT(*) AS n FROM sagas WHERE next_timer_at = entered_at + INTERVAL 15 MINUTE";
    eventually("it has the whole time again", || (app.database.number(waits) == 1).then_some(()));
    app.fulfilment.publish(&authorised(&order));
    app.reaches(&order, "paid");
    assert_eq!(app.events(&order).len(), 2, "it stayed confirmed");
}

#[test]
fn an_order_whose_reservation_has_expired_is_cancelled() {
    let (app, order) = confirmed();
    app.fulfilment.publish(&ReservationExpired { order_id: order_id(&order) });
    app.becomes(&order, "cancelled");
    let cancelled = r#"transitioned {"reason":"its stock was reserved for too long","status":"cancelled"}"#;
    assert_eq!(app.history(&order).last().unwrap(), cancelled);
}

/// The customer pays and cancels in the same moment: the order was cancelled before the payment was known.
#[test]
fn money_of_a_cancelled_order_is_given_back() {
    let (app, order) = confirmed();
    app.call("cancel_order").id(id(&order)).send().expect(200);
    app.becomes(&order, "cancelled");
    assert_eq!(app.saga(&order), None);
    app.fulfilment.pay(id(&order), PaymentStatus::Authorised);
    app.fulfilment.publish(&authorised(&order));
    let status = |status| (app.fulfilment.payment(id(&order)) == status).then_some(());
    eventually("it is voided", || status(PaymentStatus::Voided));
    eventually("its saga has ended", || app.saga(&order).is_none().then_some(()));
    app.fulfilment.pay(id(&order), PaymentStatus::Captured);
    app.fulfilment.publish(&captured(&order));
    eventually("it is refunded", || status(PaymentStatus::Refunded));
    eventually("its saga has ended", || app.saga(&order).is_none().then_some(()));
    assert_eq!(app.read_order(&order)["status"], "cancelled");
    assert_eq!(app.events(&order).len(), 3, "{:?}", app.events(&order));
}

#[test]
fn a_fact_that_cannot_be_is_parked_with_the_reason() {
    let (app, order) = confirmed();
    let unknown = json!({ "id": fresh_id() });
    app.fulfilment.publish(&authorised(&unknown));
    app.fulfilment.publish(&delivered(&order, Some(0)));
    app.fulfilment.publish_raw("payments::PaymentCaptured", &json!({ "order_id": 7 }));
    app.fulfilment.publish(&authorised(&order));
    app.reaches(&order, "paid");
    let reasons = parked(&app);
    assert_eq!(reasons[0], format!("this service has no order {}", id(&unknown)));
    assert_eq!(reasons[1], "it cannot have happened to an order that is confirmed");
    assert_eq!(reasons[2], "data does not fit payments::PaymentCaptured");
}
