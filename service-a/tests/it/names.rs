//! Names that people cannot read are refused when they are written, and shown when they are there.

use serde_json::json;

use crate::support::{Shop, id};

/// An escape sequence, a reversed text, and nothing to see.
const ILLEGIBLE: [&str; 3] = ["\u{1b}[31mLindqvist", "Lind\u{202e}tsivq", "\u{200b}"];

#[test]
fn a_thing_is_not_created_with_one() {
    let app = Shop::start();
    for name in ILLEGIBLE {
        let brand = json!({ "name": name, "slug": "lindqvist" });
        assert_eq!(app.call("create_brand").body(&brand).send().problem("invalid"), ["/name"], "{name:?}");
        let address = json!({ "street": name, "city": name, "postal_code": "04109", "country": "DE" });
        let customer = json!({ "email": "hannah@example.com", "name": "Hannah", "address": address });
        let answer = app.call("create_customer").body(&customer).send();
        assert_eq!(answer.problem("invalid"), ["/address/city", "/address/street"], "{name:?}");
    }
    assert_eq!((app.database.count("brands"), app.database.count("customers")), (0, 0));
}

#[test]
fn a_prescriber_has_a_name_that_people_can_read() {
    let (app, hannah, _) = Shop::with_customer_and_product();
    let items = json!([{ "eye": "left", "sphere": 13 }]);
    let request = json!({
        "prescriber": "Dr.\tWeiss", "issued_on": "2026-01-01", "expires_on": "2027-01-01", "items": items
    });
    let answer = app.call("add_prescription").id(id(&hannah)).body(&request).send();
    assert_eq!(answer.problem("invalid"), ["/items/0", "/prescriber"]);
}

#[test]
fn an_old_one_is_shown_and_may_stay_while_something_else_changes() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    app.database.execute("UPDATE products SET name = X'E2808B'; UPDATE customers SET name = X'1B5B33316D'");
    let shown = app.call("get_product").id(id(&frame)).send().expect(200);
    assert_eq!(shown["name"], "\u{200b}");
    let call = app.call("update_product").id(id(&frame)).if_match(1);
    assert_eq!(call.body(&json!({ "description": "Steel frame." })).send().expect(200)["name"], "\u{200b}");
    let call = app.call("update_product").id(id(&frame)).if_match(2);
    assert_eq!(call.body(&json!({ "name": "\u{200b}" })).send().problem("invalid"), ["/name"]);
    assert_eq!(app.call("list_customers").send().expect(200)["items"][0]["name"], "\u{1b}[31m");
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(201)["lines"][0]["name"], "\u{200b}");
}
