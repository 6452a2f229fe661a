//! `POST /v1/customers`.

use serde_json::json;

use crate::support::Shop;

#[test]
fn an_email_address_belongs_to_one_customer() {
    let app = Shop::start();
    let hannah = app.customer("Hannah");
    let body = json!({ "email": "HANNAH@example.com", "name": "Hannah", "address": hannah["address"] });
    assert_eq!(app.call("create_customer").body(&body).send().problem("duplicate"), ["/email"]);
    assert_eq!(app.database.count("customers"), 1);
}

#[test]
fn every_fault_of_a_customer_is_named() {
    let app = Shop::start();
    let body = json!({ "email": "a@example.com", "name": "A", "address": { "street": "", "country": "Germany" } });
    let expected = ["/address/city", "/address/country", "/address/postal_code", "/address/street"];
    assert_eq!(app.call("create_customer").body(&body).send().problem("invalid"), expected);
}
