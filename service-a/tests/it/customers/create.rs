//! `POST /v1/customers`.

use serde_json::json;
use shared_models::kernel::ProblemKind;

use crate::support::TestApp;

#[test]
fn an_email_address_belongs_to_one_customer() {
    let app = TestApp::start();
    let hannah = app.customer("Hannah");
    let body = json!({ "email": "HANNAH@example.com", "name": "Hannah", "address": hannah["address"] });
    assert_eq!(app.call("create_customer").body(&body).send().problem(ProblemKind::Duplicate), ["/email"]);
    assert_eq!(app.database.count("customers"), 1);
}
