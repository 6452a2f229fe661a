//! The feed of the storefront's facts.

use serde_json::Value;
use service_chassis::testkit::eventually;
use shared_models::catalog::ProductChanged;
use shared_models::events::AnyEvent;

use crate::support::{Shop, id};

#[test]
fn a_product_is_published_with_all_that_another_service_keeps() {
    let app = Shop::start();
    let product = app.product("FRM-OSLO-52");
    let events = eventually("the fact has its number", || {
        let page = app.call("list_events").query("limit=10").send().expect(200);
        Some(page.as_array()?.clone()).filter(|events| !events.is_empty())
    });
    let event: AnyEvent = serde_json::from_value(events[0].clone()).unwrap();
    assert_eq!((event.source.as_str(), event.subject.to_string()), ("service-a", id(&product).to_owned()));
    let changed = event.read::<ProductChanged>().unwrap().data;
    let text = |name: &str| product[name].as_str().map(str::to_owned);
    assert_eq!(changed.category_id.map(|id| id.to_string()), text("category_id"));
    assert_eq!(changed.brand_id.map(|id| id.to_string()), text("brand_id"));
    assert_eq!((changed.description, changed.version), (text("description"), 1));
    assert_eq!(events[0]["cursor"].as_str().map(|cursor| cursor.ends_with(":1")), Some(true));
    let more = app.call("list_events").query(&format!("after={}", events[0]["cursor"].as_str().unwrap())).send();
    assert_eq!(more.expect(200), Value::Array(Vec::new()));
}
