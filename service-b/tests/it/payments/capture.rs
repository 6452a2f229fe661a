//! `POST /v1/payments/{id}/capture`

use std::collections::BTreeSet;

use shared_models::payments::{InvoiceView, PaymentStatus, PaymentView};

use super::euros;
use crate::support::{App, at_once};

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
