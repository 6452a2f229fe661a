//! `POST /v1/customers`.

use serde_json::json;

use crate::support::Shop;

#[test]
fn an_email_address_belongs_to_one_customer() {
    let app = Shop::start();
    let hannah = app.customer("Hannah");
    let body = json!({ "email": "HANNAH@example.com", "name": "Hannah", "address": hannah["address"] });
    assert_eq!(app.call("create_customer").body(&body).send().problem(ProblemKind::Duplicate), ["/email"]);
    assert_eq!(app.database.count("customers"), 1);
}
