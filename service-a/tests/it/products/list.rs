//! `GET /v1/products`.

use serde_json::Value;
use service_chassis::problem::FaultSource;

use crate::support::Shop;

fn skus(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|product| product["sku"].as_str().unwrap()).collect()
}

#[test]
fn products_are_listed_page_by_page_newest_first() {
    let app = Shop::start();
    for number in 1..=5 {
        app.product(&format!("FRM-{number:03}"));
    }
    let first = app.call("list_products").query("limit=2").send().expect(200);
    assert_eq!(skus(&first), ["FRM-005", "FRM-004"]);
    let cursor = |page: &Value| format!("limit=2&cursor={}", page["next_cursor"].as_str().unwrap());
    let second = app.call("list_products").query(&cursor(&first)).send().expect(200);
    assert_eq!(skus(&second), ["FRM-003", "FRM-002"]);
    let third = app.call("list_products").query(&cursor(&second)).send().expect(200);
    assert_eq!((skus(&third), third.get("next_cursor")), (vec!["FRM-001"], None));
    assert_eq!(app.call("list_products").send().expect(200)["items"].as_array().unwrap().len(), 5);
}

#[test]
fn products_are_found_by_category_brand_and_text() {
    let app = Shop::start();
    let (oslo, _, bergen) = (app.product("FRM-OSLO-52"), app.product("SUN-SKAGEN"), app.product("FRM-BERGEN-50"));
    let find = |query: &str| {
        let page = app.call("list_products").query(query).send().expect(200);
        skus(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(find(&format!("category_id={}", oslo["category_id"].as_str().unwrap())), ["FRM-OSLO-52"]);
    assert_eq!(find(&format!("brand_id={}", bergen["brand_id"].as_str().unwrap())), ["FRM-BERGEN-50"]);
    assert_eq!(find("text=frm"), ["FRM-BERGEN-50", "FRM-OSLO-52"]);
    assert_eq!(find("text=FRAME%20sun"), ["SUN-SKAGEN"]);
    let both = format!("text=frm&brand_id={}", oslo["brand_id"].as_str().unwrap());
    assert_eq!(find(&both), ["FRM-OSLO-52"]);
    assert!(find("text=%25").is_empty() && find("text=_").is_empty(), "wild cards are letters");
    assert!(find("text=%27%20OR%201%3D1%20--%20").is_empty());
}

#[test]
fn every_fault_of_a_query_is_named() {
    let app = Shop::start();
    let answer = app.call("list_products").query("limit=10000&cursor=garbage&brand_id=7&text=").send();
    assert_eq!(answer.problem("invalid"), ["/brand_id", "/cursor", "/limit", "/text"]);
    assert!(answer.as_problem().errors.iter().all(|fault| fault.source == FaultSource::Query));
}
