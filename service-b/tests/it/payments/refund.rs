//! `POST /v1/payments/{id}/refund`

use futures_util::future::join_all;
use serde_json::json;
use shared_models::events::Envelope;
use shared_models::kernel::ProblemKind;
use shared_models::payments::{PaymentRefunded, PaymentStatus, PaymentView};

use crate::support::TestApp;

async fn captured(app: &TestApp, cents: i64) -> PaymentView {
    let payment = app.with_payment(cents).await;
    app.capture(&payment).send().await.view(200)
}

#[actix_web::test]
async fn parts_are_given_back_until_nothing_is_left() {
    let app = TestApp::start().await;
    let payment = captured(&app, 1_000).await;
    let part: PaymentView = app.refund(&payment, 300, "key-1").send().await.view(200);
    assert_eq!((part.status, part.refunded.amount_minor()), (PaymentStatus::PartlyRefunded, 300));
    assert_eq!(part.invoice_id, payment.invoice_id);
    let rest = app.post(&format!("/v1/payments/{}/refund", payment.id)).header("idempotency-key", "key-2");
    let rest: PaymentView = rest.json(&json!({})).send().await.view(200);
    assert_eq!((rest.status, rest.refunded.amount_minor()), (PaymentStatus::Refunded, 1_000));
    let payloads = app
        .database
        .names("SELECT payload AS name FROM outbox WHERE event_type = 'payments::PaymentRefunded' ORDER BY id");
    let events: Vec<Envelope<PaymentRefunded>> =
        payloads.iter().map(|payload| serde_json::from_str(payload).unwrap()).collect();
    let amounts: Vec<_> =
        events.iter().map(|event| (event.data.amount.amount_minor(), event.data.refunded.amount_minor())).collect();
    assert_eq!(amounts, [(300, 300), (700, 1_000)]);
}

#[actix_web::test]
async fn the_same_key_refunds_once() {
    let app = TestApp::start().await;
    let payment = captured(&app, 1_000).await;
    let first: PaymentView = app.refund(&payment, 600, "key-1").send().await.view(200);
    assert_eq!(app.refund(&payment, 600, "key-1").send().await.view::<PaymentView>(200), first);
    app.refund(&payment, 300, "key-1").send().await.refused(ProblemKind::IdempotencyKeyReused);
}

#[actix_web::test]
async fn never_more_than_was_taken() {
    let app = TestApp::start().await;
    let payment = captured(&app, 1_000).await;
    app.refund(&payment, 600, "key-1").send().await.view::<PaymentView>(200);
    let problem = app.refund(&payment, 401, "key-2").send().await.refused(ProblemKind::IllegalTransition);
    assert_eq!(problem["detail"], "at most 4.00 EUR can be given back");
    // A refusal is not kept: the key may be used once the request is right.
    app.refund(&payment, 400, "key-2").send().await.view::<PaymentView>(200);
    app.refund(&payment, 1, "key-3").send().await.refused(ProblemKind::IllegalTransition);
}

#[actix_web::test]
async fn an_amount_that_is_none_is_refused() {
    let app = TestApp::start().await;
    let payment = captured(&app, 1_000).await;
    assert_eq!(app.refund(&payment, 0, "key-1").send().await.faults(ProblemKind::Invalid), ["/amount"]);
    assert_eq!(app.refund(&payment, -1, "key-1").send().await.faults(ProblemKind::Invalid), ["/amount/amount_minor"]);
    let yen = json!({ "amount": { "amount_minor": 100, "currency": "JPY" } });
    let call = app.post(&format!("/v1/payments/{}/refund", payment.id)).header("idempotency-key", "key-1");
    assert_eq!(call.json(&yen).send().await.faults(ProblemKind::Invalid), ["/amount"]);
}

#[actix_web::test]
async fn nothing_is_given_back_that_was_not_taken() {
    let app = TestApp::start().await;
    let payment = app.with_payment(1_000).await;
    app.refund(&payment, 100, "key-1").send().await.refused(ProblemKind::IllegalTransition);
}

#[actix_web::test]
async fn one_refund_key_at_once_refunds_once() {
    let app = TestApp::start().await;
    let payment = app.with_payment(1_000).await;
    app.capture(&payment).send().await.view::<PaymentView>(200);
    let answers = join_all((0..20).map(|_| app.refund(&payment, 600, "one-key").send())).await;
    let views: Vec<PaymentView> = answers.into_iter().map(|answer| answer.view(200)).collect();
    assert!(views.iter().all(|view| view.refunded.amount_minor() == 600));
}
