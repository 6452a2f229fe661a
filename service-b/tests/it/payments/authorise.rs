//! `POST /v1/payments`

use futures_util::future::join_all;
use serde_json::{Value, json};
use shared_models::kernel::ProblemKind;
use shared_models::orders::OrderStatus;
use shared_models::payments::{PaymentMethod, PaymentStatus, PaymentView};

use super::euros;
use crate::support::{TestApp, fresh_id, order_id};

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
async fn an_order_is_paid_for_once_unless_the_payment_is_voided() {
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

#[actix_web::test]
async fn one_key_at_once_pays_once() {
    let app = TestApp::start().await;
    let order = app.storefront.with_order(OrderStatus::Confirmed, 17_731);
    let answers = join_all((0..20).map(|_| app.authorise(order, "one-key").send())).await;
    let views: Vec<PaymentView> = answers.into_iter().map(|answer| answer.view(201)).collect();
    assert!(views.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!((app.database.count("payments"), app.database.count("outbox")), (1, 1));
}

#[actix_web::test]
async fn every_fault_of_a_payment_is_reported() {
    let app = TestApp::start().await;
    let request = json!({ "order_id": 7, "method": "cowrie shells" });
    let answer = app.post("/v1/payments").header("idempotency-key", "key-1").json(&request).send().await;
    assert_eq!(answer.faults(ProblemKind::Invalid), ["/method", "/order_id"]);
}
