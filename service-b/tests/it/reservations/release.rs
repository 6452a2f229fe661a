//! `DELETE /v1/reservations/{id}`

use shared_models::inventory::{ReservationStatus, ReservationView};

use crate::support::App;

#[test]
fn releasing_gives_the_stock_back_once() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let held = app.with_reservation(&[(product, 3)]);
    let released: ReservationView = app.release(held.order_id).view(200);
    assert_eq!((released.status, &released.lines), (ReservationStatus::Released, &held.lines));
    let again: ReservationView = app.release(held.order_id).view(200);
    assert_eq!(again, released);
    assert_eq!(app.stock(product).available, 10);
    assert_eq!(
        app.database.names("SELECT event_type AS name FROM outbox ORDER BY id"),
        ["inventory::StockReserved", "inventory::StockReleased"]
    );
}

#[test]
fn stock_that_has_left_is_not_released() {
    let app = App::start();
    let product = app.with_stocked_product("FRM-OSLO-52", 10);
    let held = app.with_reservation(&[(product, 3)]);
    app.database.execute("UPDATE reservations SET status = 'fulfilled'");
    app.release(held.order_id).problem("illegal-transition");
    assert_eq!(app.stock(product).available, 7);
}
