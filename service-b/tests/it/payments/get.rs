//! `GET /v1/payments/{id}`

use serde_json::json;
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id};

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
