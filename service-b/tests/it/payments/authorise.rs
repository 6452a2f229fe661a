//! `POST /v1/payments`

use serde_json::{Value, json};
use shared_models::orders::OrderStatus;
use shared_models::payments::{PaymentMethod, PaymentStatus, PaymentView};

use super::euros;
use crate::support::{App, at_once, fresh_id, order_id};

#[test]
fn a_payment_is_what_the_storefront_says_the_order_costs() {
    let app = App::start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let answer = app.authorise(order, "key-1");
    let location = answer.header("location").to_owned();
    let payment: PaymentView = answer.view(201);
    assert_eq!((payment.order_id, payment.amount, payment.method), (order, euros(17_731), PaymentMethod::Card));
    assert_eq!((payment.status, payment.captured, payment.refunded), (PaymentStatus::Authorised, euros(0), euros(0)));
    assert_eq!(location, format!("/v1/payments/{}", payment.id));
    assert_eq!(app.call("get_payment").id(payment.id).send().view::<PaymentView>(200), payment);
    assert_eq!(app.database.names("SELECT event_type AS name FROM outbox"), ["payments::PaymentAuthorised"]);
}

#[test]
fn the_same_key_gives_the_same_payment_whatever_happened_since() {
    let app = App::start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let first: PaymentView = app.authorise(order, "key-1").view(201);
    app.capture(&first).view::<PaymentView>(200);
    let calls = app.storefront.calls();
    app.storefront.stop();
    let again: PaymentView = app.authorise(order, "key-1").view(201);
    assert_eq!(again, first);
    assert_eq!(app.storefront.calls(), calls);
}

#[test]
fn a_key_belongs_to_one_request() {
    let app = App::start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 100);
    let payment: PaymentView = app.authorise(order, "key-1").view(201);
    let other = app.storefront.with_order(OrderStatus::Confirmed, 100);
    app.authorise(other, "key-1").problem("idempotency-key-reused");
    app.capture(&payment).view::<PaymentView>(200);
    app.refund(&payment, 10, "key-1").problem("idempotency-key-reused");
    assert_eq!(app.database.count("payments"), 1);
}

#[test]
fn a_key_is_required() {
    let app = App::start();
    let request = json!({ "order_id": order_id(), "method": "card" });
    let answer = app.call("authorise_payment").body(&request).send();
    assert_eq!(answer.problem("invalid-header"), ["/idempotency-key"]);
    let answer = app.authorise(order_id(), &"k".repeat(65));
    assert_eq!(answer.problem("invalid-header"), ["/idempotency-key"]);
}

#[test]
fn only_a_confirmed_order_is_paid_for() {
    let app = App::start();
    for status in [OrderStatus::Pending, OrderStatus::Rejected, OrderStatus::Cancelled] {
        let order = app.storefront.with_order(status, 100);
        app.authorise(order, &fresh_id().to_string()).problem("illegal-transition");
    }
    let answer = app.authorise(order_id(), "key-1");
    assert_eq!(answer.problem("unknown-reference"), ["/order_id"]);
    assert_eq!((app.database.count("payments"), app.database.count("idempotency_keys")), (0, 0));
}

#[test]
fn an_order_is_paid_for_once_unless_the_payment_is_voided() {
    let app = App::start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 100);
    let first: PaymentView = app.authorise(order, "key-1").view(201);
    app.authorise(order, "key-2").problem("duplicate");
    let voided: PaymentView = app.void(&first).view(200);
    assert_eq!(voided.status, PaymentStatus::Voided);
    assert_eq!(app.void(&first).view::<PaymentView>(200), voided);
    app.authorise(order, "key-2").view::<PaymentView>(201);
}

#[test]
fn without_the_storefront_nothing_is_written() {
    let app = App::start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 100);
    app.storefront.stop();
    app.authorise(order, "key-1").problem("unavailable");
    for table in ["payments", "idempotency_keys", "outbox"] {
        assert_eq!(app.database.count(table), 0, "{table}");
    }
}

#[test]
fn an_answer_that_is_no_order_is_a_failure_of_the_storefront() {
    let app = App::start();
    let order = order_id();
    let other = app.storefront.document(app.storefront.with_order(OrderStatus::Confirmed, 17_731));
    for document in [json!({ "id": order }), json!("an order"), Value::Null, other] {
        app.storefront.answer(order, document);
        app.authorise(order, "key-1").problem("unavailable");
    }
    assert_eq!(app.database.count("payments"), 0);
}

#[test]
fn one_key_at_once_pays_once() {
    let app = App::start();
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let answers = at_once(&[(); 20], |()| app.authorise(order, "one-key"));
    let views: Vec<PaymentView> = answers.into_iter().map(|answer| answer.view(201)).collect();
    assert!(views.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!((app.database.count("payments"), app.database.count("outbox")), (1, 1));
}

#[test]
fn every_fault_of_a_payment_is_reported() {
    let app = App::start();
    let request = json!({ "order_id": 7, "method": "cowrie shells" });
    let answer = app.call("authorise_payment").key("key-1").body(&request).send();
    assert_eq!(answer.problem("invalid"), ["/method", "/order_id"]);
}
