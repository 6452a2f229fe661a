//! `GET /v1/reservations/{id}`

use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id};

#[actix_web::test]
async fn an_unknown_reservation_is_not_found() {
    let app = TestApp::start().await;
    app.get(&format!("/v1/reservations/{}", fresh_id())).send().await.refused(ProblemKind::NotFound);
}
