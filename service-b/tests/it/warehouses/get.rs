//! `GET /v1/warehouses/{id}`

use crate::support::{App, fresh_id};

#[test]
fn an_unknown_warehouse_is_not_found() {
    let app = App::start();
    app.call("get_warehouse").id(fresh_id()).send().problem("not-found");
}
