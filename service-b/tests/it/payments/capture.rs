//! `POST /v1/payments/{id}/capture`

use std::collections::BTreeSet;

use shared_models::orders::OrderStatus;
use shared_models::payments::{InvoiceView, PaymentStatus, PaymentView};

use super::euros;
use crate::support::{App, at_once, fresh_id};

#[test]
fn capturing_issues_one_invoice() {
    let app = App::start();
    let payment = app.with_payment(17_731);
    let captured: PaymentView = app.capture(&payment).view(200);
    assert_eq!((captured.status, captured.captured), (PaymentStatus::Captured, euros(17_731)));
    let again: PaymentView = app.capture(&payment).view(200);
    assert_eq!(again, captured);
    let invoice: InvoiceView = app.call("get_invoice").id(captured.invoice_id.unwrap()).send().view(200);
    assert_eq!((invoice.order_id, invoice.payment_id, invoice.total), (payment.order_id, payment.id, euros(17_731)));
    assert!(invoice.number.starts_with("INV-") && invoice.number.ends_with("-000001"), "{}", invoice.number);
    assert_eq!(
        app.database.names("SELECT event_type AS name FROM outbox ORDER BY id"),
        ["payments::PaymentAuthorised", "payments::PaymentCaptured", "payments::InvoiceIssued"]
    );
    assert_eq!(app.call("get_payment").id(payment.id).send().view::<PaymentView>(200), captured);
}

#[test]
fn captures_at_once_number_their_invoices_without_gaps() {
    let app = App::start();
    let mut payments = Vec::new();
    for n in 1..=40 {
        payments.push(app.with_payment(n * 100));
    }
    // Each is captured twice at once; every other one is voided before, so its capture is refused.
    for payment in payments.iter().step_by(2) {
        app.void(payment).view::<PaymentView>(200);
    }
    let twice: Vec<_> = payments.iter().chain(&payments).collect();
    let answers = at_once(&twice, |payment| app.capture(payment));
    let captured: Vec<_> = answers.into_iter().filter(|answer| answer.status() == 200).collect();
    assert_eq!(captured.len(), 40);
    let mut numbers = BTreeSet::new();
    for answer in captured {
        let payment: PaymentView = answer.view(200);
        let invoice: InvoiceView = app.call("get_invoice").id(payment.invoice_id.unwrap()).send().view(200);
        assert_eq!((invoice.payment_id, invoice.total), (payment.id, payment.amount));
        numbers.insert(invoice.number);
    }
    let year = chrono::Datelike::year(&app.state().now());
    let expected: BTreeSet<_> = (1..=20).map(|n| format!("INV-{year}-{n:06}")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn nothing_is_taken_for_an_order_that_is_off() {
    let app = App::start();
    for status in [OrderStatus::Cancelled, OrderStatus::Rejected, OrderStatus::Pending] {
        let payment = app.with_payment(100);
        app.storefront.change(payment.order_id, status);
        let answer = app.capture(&payment);
        answer.problem("illegal-transition");
        assert_eq!(answer.as_problem().detail.unwrap(), format!("an order that is {status} is not paid for"));
    }
    let payment = app.with_payment(100);
    app.storefront.forget(payment.order_id);
    app.capture(&payment).problem("illegal-transition");
    assert_eq!((app.database.count("invoices"), app.payment(&payment).status), (0, PaymentStatus::Authorised));
}

#[test]
fn what_was_delivered_is_paid_for() {
    let app = App::start();
    for status in [OrderStatus::Shipped, OrderStatus::Delivered] {
        let payment = app.with_payment(100);
        app.storefront.change(payment.order_id, status);
        assert_eq!(app.capture(&payment).view::<PaymentView>(200).status, PaymentStatus::Captured);
    }
}

#[test]
fn without_the_storefront_nothing_is_taken_and_what_was_taken_stays() {
    let app = App::start();
    let (taken, waiting) = (app.with_payment(100), app.with_payment(100));
    let captured: PaymentView = app.capture(&taken).view(200);
    app.storefront.stop();
    app.capture(&waiting).problem("unavailable");
    assert_eq!(app.payment(&waiting).status, PaymentStatus::Authorised);
    assert_eq!(app.capture(&taken).view::<PaymentView>(200), captured);
    assert_eq!(app.database.count("invoices"), 1);
}

#[test]
fn releasing_the_stock_of_an_order_voids_its_payment() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let payment = app.with_payment(100);
    app.reserve(payment.order_id, &[(product, 3)]).expect(201);
    for _ in 0..2 {
        app.release(payment.order_id).expect(200);
        assert_eq!(app.payment(&payment).status, PaymentStatus::Voided);
    }
    // The storefront was asked before the order was cancelled, and still says so.
    app.capture(&payment).problem("illegal-transition");
    app.call("get_payment_of_order").id(payment.order_id).send().problem("not-found");
}

#[test]
fn what_was_taken_is_not_voided_by_a_release_and_can_be_found() {
    let app = App::start();
    let payment = app.with_payment(100);
    let captured: PaymentView = app.capture(&payment).view(200);
    app.release(payment.order_id).expect(200);
    let found = app.call("get_payment_of_order").id(payment.order_id).send();
    assert_eq!(found.view::<PaymentView>(200), captured);
    app.call("get_payment_of_order").id(fresh_id()).send().problem("not-found");
}

#[test]
fn a_capture_and_a_release_at_once_have_one_outcome() {
    let app = App::start();
    let payments: Vec<_> = (1..=20).map(|n| app.with_payment(n * 100)).collect();
    let both: Vec<_> = payments.iter().flat_map(|payment| [(payment, true), (payment, false)]).collect();
    let answers = at_once(&both, |(payment, captures)| match captures {
        true => app.capture(payment),
        false => app.release(payment.order_id),
    });
    for (payment, answers) in payments.iter().zip(answers.chunks(2)) {
        let taken = answers[0].status() == 200;
        let expected = if taken { PaymentStatus::Captured } else { PaymentStatus::Voided };
        assert_eq!((app.payment(payment).status, answers[1].status()), (expected, 200));
    }
}
