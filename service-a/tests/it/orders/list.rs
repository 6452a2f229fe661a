//! `GET /v1/orders`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

#[test]
fn orders_are_listed_by_customer_newest_first() {
    let app = Shop::start();
    let (hannah, jonas, frame) = (app.customer("Hannah"), app.customer("Jonas"), app.product("FRM-OSLO-52"));
    let orders: Vec<_> =
        (1..=3).map(|number| app.order(&format!("key-{number}"), &hannah, &frame, number).expect(201)).collect();
    let other = app.order("key-4", &jonas, &frame, 1).expect(201);
    let query = format!("customer_id={}&limit=2", id(&hannah));
    let page = app.call("list_orders").query(&query).send().expect(200);
    assert_eq!(page["items"], json!([orders[2], orders[1]]));
    let query = format!("{query}&cursor={}", page["next_cursor"].as_str().unwrap());
    assert_eq!(app.call("list_orders").query(&query).send().expect(200), json!({ "items": [orders[0]] }));
    assert_eq!(app.call("list_orders").query("limit=1").send().expect(200)["items"], json!([other]));
    let missing = format!("customer_id={}", fresh_id());
    assert_eq!(app.call("list_orders").query(&missing).send().expect(200), json!({ "items": [] }));
}
