//! `POST /v1/payments/{id}/refund`

use serde_json::json;
use shared_models::events::Envelope;
use shared_models::payments::{PaymentRefunded, PaymentStatus, PaymentView};

use crate::support::{App, at_once};

fn captured(app: &App, cents: i64) -> PaymentView {
    let payment = app.with_payment(cents);
    app.capture(&payment).view(200)
}

#[test]
fn parts_are_given_back_until_nothing_is_left() {
    let app = App::start();
    let payment = captured(&app, 1_000);
    let part: PaymentView = app.refund(&payment, 300, "key-1").view(200);
    assert_eq!((part.status, part.refunded.amount_minor()), (PaymentStatus::PartlyRefunded, 300));
    assert_eq!(part.invoice_id, payment.invoice_id);
    let rest = app.call("refund_payment").id(payment.id).key("key-2").body(&json!({})).send();
    let rest: PaymentView = rest.view(200);
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

#[test]
fn the_same_key_refunds_once() {
    let app = App::start();
    let payment = captured(&app, 1_000);
    let first: PaymentView = app.refund(&payment, 600, "key-1").view(200);
    assert_eq!(app.refund(&payment, 600, "key-1").view::<PaymentView>(200), first);
    app.refund(&payment, 300, "key-1").problem("idempotency-key-reused");
}

#[test]
fn never_more_than_was_taken() {
    let app = App::start();
    let payment = captured(&app, 1_000);
    app.refund(&payment, 600, "key-1").view::<PaymentView>(200);
    let answer = app.refund(&payment, 401, "key-2");
    answer.problem("illegal-transition");
    assert_eq!(answer.as_problem().detail.unwrap(), "at most 4.00 EUR can be given back");
    // A refusal is not kept: the key may be used once the request is right.
    app.refund(&payment, 400, "key-2").view::<PaymentView>(200);
    app.refund(&payment, 1, "key-3").problem("illegal-transition");
}

#[test]
fn an_amount_that_is_none_is_refused() {
    let app = App::start();
    let payment = captured(&app, 1_000);
    assert_eq!(app.refund(&payment, 0, "key-1").problem("invalid"), ["/amount"]);
    assert_eq!(app.refund(&payment, -1, "key-1").problem("invalid"), ["/amount/amount_minor"]);
    let yen = json!({ "amount": { "amount_minor": 100, "currency": "JPY" } });
    let call = app.call("refund_payment").id(payment.id).key("key-1");
    assert_eq!(call.body(&yen).send().problem("invalid"), ["/amount"]);
}

#[test]
fn nothing_is_given_back_that_was_not_taken() {
    let app = App::start();
    let payment = app.with_payment(1_000);
    app.refund(&payment, 100, "key-1").problem("illegal-transition");
}

#[test]
fn one_refund_key_at_once_refunds_once() {
    let app = App::start();
    let payment = app.with_payment(1_000);
    app.capture(&payment).view::<PaymentView>(200);
    let answers = at_once(&[(); 20], |()| app.refund(&payment, 600, "one-key"));
    let views: Vec<PaymentView> = answers.into_iter().map(|answer| answer.view(200)).collect();
    assert!(views.iter().all(|view| view.refunded.amount_minor() == 600));
}
