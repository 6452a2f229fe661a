//! `POST /v1/payments/{id}/capture`

use std::collections::BTreeSet;

use futures_util::future::join_all;
use shared_models::payments::{InvoiceView, PaymentStatus, PaymentView};

use super::euros;
use crate::support::TestApp;

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
async fn captures_at_once_number_their_invoices_without_gaps() {
    let app = TestApp::start().await;
    let mut payments = Vec::new();
    for n in 1..=40 {
        payments.push(app.with_payment(n * 100).await);
    }
    // Each is captured twice at once; every other one is voided before, so its capture is refused.
    for payment in payments.iter().step_by(2) {
        app.void(payment).send().await.view::<PaymentView>(200);
    }
    let twice = payments.iter().chain(&payments).map(|payment| app.capture(payment).send());
    let captured: Vec<_> = join_all(twice).await.into_iter().filter(|answer| answer.status.as_u16() == 200).collect();
    assert_eq!(captured.len(), 40);
    let mut numbers = BTreeSet::new();
    for answer in captured {
        let payment: PaymentView = answer.view(200);
        let invoice: InvoiceView =
            app.get(&format!("/v1/invoices/{}", payment.invoice_id.unwrap())).send().await.view(200);
        assert_eq!((invoice.payment_id, invoice.total), (payment.id, payment.amount));
        numbers.insert(invoice.number);
    }
    let year = chrono::Datelike::year(&app.state.now());
    let expected: BTreeSet<_> = (1..=20).map(|n| format!("INV-{year}-{n:06}")).collect();
    assert_eq!(numbers, expected);
}
