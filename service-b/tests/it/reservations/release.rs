//! `DELETE /v1/reservations/{id}`

use shared_models::inventory::{ReservationStatus, ReservationView};
use shared_models::kernel::ProblemKind;

use crate::support::TestApp;

#[actix_web::test]
async fn releasing_gives_the_stock_back_once() {
    let app = TestApp::start().await;
    let product = app.with_stocked_product("FRM-OSLO-52", 10).await;
    let held = app.with_reservation(&[(product, 3)]).await;
    let released: ReservationView = app.release(held.order_id).send().await.view(200);
    assert_eq!((released.status, &released.lines), (ReservationStatus::Released, &held.lines));
    let again: ReservationView = app.release(held.order_id).send().await.view(200);
    assert_eq!(again, released);
    assert_eq!(app.stock(product).await.available, 10);
    assert_eq!(
        app.database.names("SELECT event_type AS name FROM outbox ORDER BY id"),
        ["inventory::StockReserved", "inventory::StockReleased"]
    );
}

#[actix_web::test]
async fn stock_that_has_left_is_not_released() {
    let app = TestApp::start().await;
    let product = app.with_stocked_product("FRM-OSLO-52", 10).await;
    let held = app.with_reservation(&[(product, 3)]).await;
    app.database.execute("UPDATE reservations SET status = 'fulfilled'");
    app.release(held.order_id).send().await.refused(ProblemKind::IllegalTransition);
    assert_eq!(app.stock(product).await.available, 7);
}
