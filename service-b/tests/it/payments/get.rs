//! `GET /v1/payments/{id}`

use serde_json::json;

use crate::support::{App, fresh_id};

#[test]
fn an_unknown_payment_is_not_found() {
    let app = App::start();
    let id = fresh_id();
    app.call("get_payment").id(id).send().problem("not-found");
    for operation in ["capture_payment", "void_payment"] {
        app.call(operation).id(id).send().problem("not-found");
    }
    app.call("refund_payment").id(id).key("key-1").body(&json!({})).send().problem("not-found");
    app.call("get_invoice").id(id).send().problem("not-found");
}
