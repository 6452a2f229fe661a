//! `POST /v1/payments/{id}/void`

use shared_models::payments::PaymentView;

use crate::support::App;

#[test]
fn a_voided_payment_is_not_captured_and_a_captured_one_is_not_voided() {
    let app = App::start();
    let payment = app.with_payment(100);
    app.void(&payment).view::<PaymentView>(200);
    app.capture(&payment).problem("illegal-transition");
    let payment = app.with_payment(100);
    app.capture(&payment).view::<PaymentView>(200);
    app.void(&payment).problem("illegal-transition");
    assert_eq!(app.database.count("invoices"), 1);
}
