//! `POST /v1/payments/{id}/void`

use shared_models::kernel::ProblemKind;
use shared_models::payments::PaymentView;

use crate::support::TestApp;

#[actix_web::test]
async fn a_voided_payment_is_not_captured_and_a_captured_one_is_not_voided() {
    let app = TestApp::start().await;
    let payment = app.with_payment(100).await;
    app.void(&payment).send().await.view::<PaymentView>(200);
    app.capture(&payment).send().await.refused(ProblemKind::IllegalTransition);
    let payment = app.with_payment(100).await;
    app.capture(&payment).send().await.view::<PaymentView>(200);
    app.void(&payment).send().await.refused(ProblemKind::IllegalTransition);
    assert_eq!(app.database.count("invoices"), 1);
}
