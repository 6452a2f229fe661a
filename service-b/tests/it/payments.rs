//! Payments and invoices.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use service_b::housekeeping::forget_keys;
use service_b::state::{State, SystemClock, TimeOrdered};
use shared_models::kernel::{Clock, Currency, Money, ProblemKind};
use shared_models::orders::OrderStatus;
use shared_models::payments::{InvoiceView, PaymentMethod, PaymentStatus, PaymentView};

use crate::support::{TestApp, fresh_id, order_id};

fn euros(cents: i64) -> Money {
    Money::new(cents, Currency::EUR).unwrap()
}

#[actix_web::test]
async fn a_payment_is_what_the_storefront_says_the_order_costs() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let answer = app.authorise(order, "key-1").send().await;
    let location = answer.header("location").to_owned();
    let payment: PaymentView = answer.view(201);
    assert_eq!((payment.order_id, payment.amount, payment.method), (order, euros(17_731), PaymentMethod::Card));
    assert_eq!((payment.status, payment.captured, payment.refunded), (PaymentStatus::Authorised, euros(0), euros(0)));
    assert_eq!(app.get(&location).send().await.view::<PaymentView>(200), payment);
    assert_eq!(app.database.names("SELECT event_type AS name FROM outbox"), ["payments::PaymentAuthorised"]);
}

/// The machine's clock, but days later.
struct Later(TimeDelta);

impl Clock for Later {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }
}

#[actix_web::test]
async fn a_key_is_forgotten_after_a_week_and_the_order_is_still_paid_once() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let payment: PaymentView = app.authorise(order, "key-1").send().await.view(201);
    let after = |days| {
        let clock = Arc::new(Later(TimeDelta::days(days)));
        State::with(app.state.database.clone(), clock, Arc::new(TimeOrdered))
    };
    assert_eq!(forget_keys(&after(6)).await.unwrap(), 0);
    assert_eq!(app.authorise(order, "key-1").send().await.view::<PaymentView>(201), payment);
    assert_eq!(forget_keys(&after(8)).await.unwrap(), 1);
    app.authorise(order, "key-1").send().await.refused(ProblemKind::Duplicate);
}

#[actix_web::test]
async fn the_same_key_gives_the_same_payment_whatever_happened_since() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let first: PaymentView = app.authorise(order, "key-1").send().await.view(201);
    app.capture(&first).send().await.view::<PaymentView>(200);
    app.storefront.stop().await;
    let again: PaymentView = app.authorise(order, "key-1").send().await.view(201);
    assert_eq!(again, first);
    assert_eq!(app.storefront.asked(), 1);
}

#[actix_web::test]
async fn a_key_belongs_to_one_request() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 100);
    let payment: PaymentView = app.authorise(order, "key-1").send().await.view(201);
    let other = app.storefront.with_order(OrderStatus::Confirmed, 100);
    app.authorise(other, "key-1").send().await.refused(ProblemKind::IdempotencyKeyReused);
    app.capture(&payment).send().await.view::<PaymentView>(200);
    app.refund(&payment, 10, "key-1").send().await.refused(ProblemKind::IdempotencyKeyReused);
    assert_eq!(app.database.count("payments"), 1);
}

#[actix_web::test]
async fn a_key_is_required() {
    let app = TestApp::start().await;
    let request = json!({ "order_id": order_id(), "method": "card" });
    let answer = app.post("/v1/payments").json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::InvalidHeader), ["/idempotency-key"]);
    let answer = app.authorise(order_id(), &"k".repeat(65)).send().await;
    assert_eq!(answer.faults(ProblemKind::InvalidHeader), ["/idempotency-key"]);
}

#[actix_web::test]
async fn only_a_confirmed_order_is_paid_for() {
    let app = TestApp::start().await;
    for status in [OrderStatus::Pending, OrderStatus::Rejected, OrderStatus::Cancelled] {
        let order = app.storefront.with_order(status, 100);
        app.authorise(order, &fresh_id().to_string()).send().await.refused(ProblemKind::IllegalTransition);
    }
    let answer = app.authorise(order_id(), "key-1").send().await;
    assert_eq!(answer.faults(ProblemKind::UnknownReference), ["/order_id"]);
    assert_eq!((app.database.count("payments"), app.database.count("idempotency_keys")), (0, 0));
}

#[actix_web::test]
async fn an_order_is_paid_for_once_unless_the_payment_is_called_off() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 100);
    let first: PaymentView = app.authorise(order, "key-1").send().await.view(201);
    app.authorise(order, "key-2").send().await.refused(ProblemKind::Duplicate);
    let voided: PaymentView = app.void(&first).send().await.view(200);
    assert_eq!(voided.status, PaymentStatus::Voided);
    assert_eq!(app.void(&first).send().await.view::<PaymentView>(200), voided);
    app.authorise(order, "key-2").send().await.view::<PaymentView>(201);
}

#[actix_web::test]
async fn capturing_issues_one_invoice() {
    let app = TestApp::start().await;
    let payment = app.with_payment(17_731).await;
    let captured: PaymentView = app.capture(&payment).send().await.view(200);
    assert_eq!((captured.status, captured.captured), (PaymentStatus::Captured, euros(17_731)));
    let again: PaymentView = app.capture(&payment).send().await.view(200);
    assert_eq!(again, captured);
    let invoice: InvoiceView =
        app.get(&format!("/v1/invoices/{}", captured.invoice_id.unwrap())).send().await.view(200);
    assert_eq!((invoice.order_id, invoice.payment_id, invoice.total), (payment.order_id, payment.id, euros(17_731)));
    assert!(invoice.number.starts_with("INV-") && invoice.number.ends_with("-000001"), "{}", invoice.number);
    assert_eq!(
        app.database.names("SELECT event_type AS name FROM outbox ORDER BY id"),
        ["payments::PaymentAuthorised", "payments::PaymentCaptured", "payments::InvoiceIssued"]
    );
    assert_eq!(app.get(&format!("/v1/payments/{}", payment.id)).send().await.view::<PaymentView>(200), captured);
}

#[actix_web::test]
async fn a_payment_that_was_called_off_is_not_captured_and_the_other_way_round() {
    let app = TestApp::start().await;
    let payment = app.with_payment(100).await;
    app.void(&payment).send().await.view::<PaymentView>(200);
    app.capture(&payment).send().await.refused(ProblemKind::IllegalTransition);
    let payment = app.with_payment(100).await;
    app.capture(&payment).send().await.view::<PaymentView>(200);
    app.void(&payment).send().await.refused(ProblemKind::IllegalTransition);
    assert_eq!(app.database.count("invoices"), 1);
}

#[actix_web::test]
async fn an_unknown_payment_is_not_found() {
    let app = TestApp::start().await;
    let id = fresh_id();
    app.get(&format!("/v1/payments/{id}")).send().await.refused(ProblemKind::NotFound);
    app.post(&format!("/v1/payments/{id}/capture")).send().await.refused(ProblemKind::NotFound);
    app.post(&format!("/v1/payments/{id}/void")).send().await.refused(ProblemKind::NotFound);
    let refund = app.post(&format!("/v1/payments/{id}/refund")).header("idempotency-key", "k").json(&json!({}));
    refund.send().await.refused(ProblemKind::NotFound);
    app.get(&format!("/v1/invoices/{id}")).send().await.refused(ProblemKind::NotFound);
}

#[actix_web::test]
async fn without_the_storefront_nothing_is_written() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 100);
    app.storefront.stop().await;
    app.authorise(order, "key-1").send().await.refused(ProblemKind::Unavailable);
    for table in ["payments", "idempotency_keys", "outbox"] {
        assert_eq!(app.database.count(table), 0, "{table}");
    }
}

#[actix_web::test]
async fn an_answer_that_is_no_order_is_a_failure_of_the_storefront() {
    let app = TestApp::start().await;
    let order = order_id();
    for document in [json!({ "id": order }), json!("an order"), Value::Null] {
        app.storefront.answer(order, document);
        app.authorise(order, "key-1").send().await.refused(ProblemKind::Unavailable);
    }
    assert_eq!(app.database.count("payments"), 0);
}
