//! `GET /v1/reservations/{id}`

use crate::support::{App, fresh_id};

#[test]
fn an_unknown_reservation_is_not_found() {
    let app = App::start();
    app.call("get_reservation").id(fresh_id()).send().problem("not-found");
}
