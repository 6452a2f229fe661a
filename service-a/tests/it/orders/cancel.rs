//! `POST /v1/orders/{id}/cancel`.

use serde_json::Value;
use service_chassis::testkit::{eventually, fresh_id};
use shared_models::kernel::ProblemKind;
use shared_models::payments::PaymentStatus;

use crate::support::{Fulfilment, Shop, id};

#[test]
fn a_confirmed_order_can_be_cancelled_and_gives_its_stock_back() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    let cancelled = app.call("cancel_order").id(id(&order)).send().expect(200);
    assert_eq!(cancelled["status"], "cancelled");
    app.becomes(&order, "cancelled");
    assert!(app.fulfilment.held().is_empty());
    assert_eq!(app.call("cancel_order").id(id(&order)).send().expect(200), cancelled, "again is the same");
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::OrderConfirmed", "orders::OrderCancelled"]);
    app.call("cancel_order").id(fresh_id()).send().problem("not-found");
    app.call("get_order").id(fresh_id()).send().problem("not-found");
}

#[test]
fn stock_is_released_even_if_fulfilment_is_down_when_the_order_is_cancelled() {
    let (mut app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.go_down();
    app.call("cancel_order").id(id(&order)).send().expect(200);
    assert!(!app.is_settled());
    app.restart();
    app.fulfilment.come_up();
    app.becomes(&order, "cancelled");
    assert!(app.fulfilment.held().is_empty());
}

#[test]
fn a_pending_order_that_is_cancelled_keeps_no_stock() {
    let mut app = Shop::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    app.call("cancel_order").id(id(&order)).send().expect(200);
    app.fulfilment.come_up();
    app.becomes(&order, "cancelled");
    // The worker may have been about to ask when the order was cancelled.
    eventually("nothing is held", || app.fulfilment.held().is_empty().then_some(()));
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::OrderCancelled"]);
}

/// Cancels an order while the request to reserve its stock is in flight.
fn cancel_while_reserving(app: &Shop) {
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.hold();
    let placed = std::thread::scope(|scope| {
        let placing = scope.spawn(|| app.order("key-1", &hannah, &frame, 1));
        app.fulfilment.has_one_waiting();
        let order = app.call("list_orders").send().expect(200)["items"][0].clone();
        app.call("cancel_order").id(id(&order)).send().expect(200);
        // It releases what is not reserved yet.
        eventually("a release", || (!app.fulfilment.release_calls().is_empty()).then_some(()));
        app.fulfilment.let_go();
        placing.join().unwrap()
    });
    let order = placed.json().clone();
    app.becomes(&order, "cancelled");
    eventually("nothing is held", || app.fulfilment.held().is_empty().then_some(()));
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::OrderCancelled"]);
}

#[test]
fn a_cancel_that_races_with_a_reservation_leaves_nothing_reserved() {
    cancel_while_reserving(&Shop::start());
}

#[test]
fn not_even_if_fulfilment_forgets_what_it_released() {
    let app = Shop::start();
    app.fulfilment.be_forgetful();
    cancel_while_reserving(&app);
    assert_eq!(app.fulfilment.release_calls().len(), 2, "the second one frees what was reserved after the first");
}

/// The only request to give money back, and the audit log since.
fn is_refunded(app: &Shop, order: &Value) {
    app.becomes(order, "cancelled");
    assert_eq!(app.fulfilment.payment(id(order)), PaymentStatus::Refunded);
    let refunded = format!(r#"updated {{"refunded":"{}"}}"#, id(order));
    assert_eq!(app.history(order).last(), Some(&refunded), "the stand-in gives a payment the id of its order");
    assert!(app.fulfilment.held().is_empty());
    assert_eq!(app.saga(order), None);
}

#[test]
fn an_order_whose_money_was_taken_is_cancelled_and_refunded() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    for (key, taken) in [("key-1", PaymentStatus::Captured), ("key-2", PaymentStatus::PartlyRefunded)] {
        let order = app.order(key, &hannah, &frame, 1).expect(201);
        app.fulfilment.pay(id(&order), taken);
        assert_eq!(app.call("cancel_order").id(id(&order)).send().expect(200)["status"], "cancelled");
        is_refunded(&app, &order);
        assert_eq!(app.fulfilment.refund_keys().last(), Some(&format!("checkout-refund-{}", id(&order))));
    }
    assert_eq!(app.fulfilment.refund_keys().len(), 2);
}

#[test]
fn an_order_that_was_refunded_by_a_person_is_not_refunded_again() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.pay(id(&order), PaymentStatus::Refunded);
    app.call("cancel_order").id(id(&order)).send().expect(200);
    app.becomes(&order, "cancelled");
    assert!(app.fulfilment.refund_keys().is_empty());
}

#[test]
fn an_order_that_is_only_promised_its_money_can_be_cancelled() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.pay(id(&order), PaymentStatus::Authorised);
    app.call("cancel_order").id(id(&order)).send().expect(200);
    app.becomes(&order, "cancelled");
    assert_eq!(app.fulfilment.payment(id(&order)), PaymentStatus::Voided);
    assert!(app.fulfilment.refund_keys().is_empty());
}

#[test]
fn money_that_was_taken_while_fulfilment_did_not_answer_is_refunded_later() {
    let (mut app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.pay(id(&order), PaymentStatus::Captured);
    app.fulfilment.fail(true);
    let cancelled = app.call("cancel_order").id(id(&order)).send().expect(200);
    assert_eq!(app.saga(&order).as_deref(), Some("releasing"));
    app.restart();
    app.fulfilment.fail(false);
    is_refunded(&app, &order);
    assert_eq!(app.call("cancel_order").id(id(&order)).send().expect(200), cancelled, "again is the same");
}

#[test]
fn a_release_that_is_refused_is_noted_once_and_tried_again() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.fail_releases(Some(ProblemKind::Invalid));
    app.call("cancel_order").id(id(&order)).send().expect(200);
    let refusals = "SELECT CAST(refusals AS SIGNED) AS n FROM sagas";
    eventually("it is asked again", || (app.database.number(refusals) >= 3).then_some(()));
    app.fulfilment.fail_releases(None);
    app.time_is_up();
    app.becomes(&order, "cancelled");
    let refused = r#"updated {"release_refused":"422 Unprocessable Entity urn:problem-type:shared-models:invalid"}"#;
    assert_eq!(app.history(&order)[2..], [refused], "noted once");
}

/// As when a payment provider does not answer fulfilment.
#[test]
fn a_release_that_fails_does_not_make_new_orders_wait() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.fail_releases(Some(ProblemKind::Unavailable));
    app.call("cancel_order").id(id(&order)).send().expect(200);
    eventually("it is asked again", || (app.fulfilment.release_calls().len() >= 5).then_some(()));
    app.order("key-2", &hannah, &frame, 1).expect(201);
    app.fulfilment.fail_releases(None);
    app.becomes(&order, "cancelled");
}

#[test]
fn a_refund_that_is_refused_is_due_until_it_is_done() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.pay(id(&order), PaymentStatus::Captured);
    app.fulfilment.keep_money(true);
    app.call("cancel_order").id(id(&order)).send().expect(200);
    eventually("it is asked again", || (app.fulfilment.refund_keys().len() >= 3).then_some(()));
    app.fulfilment.keep_money(false);
    app.time_is_up();
    is_refunded(&app, &order);
    let history = app.history(&order);
    assert_eq!(history.iter().filter(|entry| entry.contains("refund_due")).count(), 1, "noted once: {history:?}");
    let mut keys = app.fulfilment.refund_keys();
    keys.dedup();
    assert_eq!(keys.len(), 1, "all with one key");
}

#[test]
fn an_order_whose_parcel_left_in_the_same_moment_is_left_to_a_person() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.pay(id(&order), PaymentStatus::Captured);
    app.fulfilment.dispatch(id(&order));
    app.call("cancel_order").id(id(&order)).send().expect(200);
    app.becomes(&order, "cancelled");
    let history = app.history(&order);
    assert!(history[2].contains("parcel_left") && history[2].contains("refund_due"), "{history:?}");
    assert!(app.fulfilment.refund_keys().is_empty());
    assert_eq!(app.saga(&order), None);
}
