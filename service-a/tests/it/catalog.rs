//! Brands, categories and products.

use serde_json::{Value, json};
use shared_models::kernel::ProblemKind;

use crate::support::{TestApp, fresh_id, id, product_body};

fn skus(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|product| product["sku"].as_str().unwrap()).collect()
}

#[test]
fn a_brand_is_created_and_shown() {
    let app = TestApp::start();
    let brand = app.brand("tejo");
    assert_eq!(app.call("get_brand").id(id(&brand)).send().expect(200), brand);
    assert_eq!(app.call("list_brands").send().expect(200), json!({ "items": [brand] }));
    let again = app.call("create_brand").body(&json!({ "name": "Tejo II", "slug": "tejo" })).send();
    assert_eq!(again.problem(ProblemKind::Duplicate), ["/slug"]);
    app.call("get_brand").id(fresh_id().to_string()).send().problem(ProblemKind::NotFound);
}

#[test]
fn a_category_may_be_part_of_another() {
    let app = TestApp::start();
    let frames = app.category("frames");
    let body = json!({ "name": "Rimless", "slug": "rimless", "parent_id": frames["id"] });
    let rimless = app.call("create_category").body(&body).send().expect(201);
    assert_eq!(app.call("get_category").id(id(&rimless)).send().expect(200)["parent_id"], frames["id"]);
    assert_eq!(app.call("list_categories").send().expect(200), json!({ "items": [rimless, frames] }));
    assert_eq!(app.call("create_category").body(&body).send().problem(ProblemKind::Duplicate), ["/slug"]);
    let orphan = json!({ "name": "Orphan", "slug": "orphan", "parent_id": fresh_id() });
    assert_eq!(app.call("create_category").body(&orphan).send().problem(ProblemKind::UnknownReference), ["/parent_id"]);
    app.call("get_category").id(fresh_id().to_string()).send().problem(ProblemKind::NotFound);
}

#[test]
fn a_product_is_created_shown_and_changed() {
    let app = TestApp::start();
    let product = app.product("FRM-OSLO-52");
    let shown = app.call("get_product").id(id(&product)).send();
    assert_eq!(shown.header("etag"), "\"1\"");
    assert_eq!(shown.expect(200), product);

    let change = json!({ "price": { "amount_minor": 9_900, "currency": "EUR" }, "status": "retired" });
    let changed = app.call("update_product").id(id(&product)).if_match(1).body(&change).send().expect(200);
    assert_eq!((&changed["price"]["amount_minor"], &changed["status"]), (&json!(9_900), &json!("retired")));
    assert_eq!((&changed["version"], &changed["name"]), (&json!(2), &product["name"]));
    assert_eq!(app.call("get_product").id(id(&product)).send().expect(200), changed);
    assert_eq!(app.database.names("SELECT event_type AS name FROM outbox"), ["catalog::ProductChanged"; 2]);
    let log = app.call("list_audit_logs").query(&format!("subject_id={}", id(&product))).send().expect(200);
    assert_eq!(log["items"][0]["changes"], change);
}

#[test]
fn a_change_is_meant_for_a_version() {
    let app = TestApp::start();
    let product = app.product("FRM-OSLO-52");
    let call = || app.call("update_product").id(id(&product)).body(&json!({ "name": "Oslo" }));
    call().send().problem(ProblemKind::PreconditionRequired);
    call().header("if-match", "W/\"1\"").send().problem(ProblemKind::InvalidHeader);
    call().if_match(7).send().problem(ProblemKind::StaleVersion);
    app.call("update_product")
        .id(fresh_id().to_string())
        .if_match(1)
        .body(&json!({}))
        .send()
        .problem(ProblemKind::NotFound);
    for field in ["category_id", "brand_id"] {
        let answer = app.call("update_product").id(id(&product)).if_match(1).body(&json!({ field: fresh_id() })).send();
        assert_eq!(answer.problem(ProblemKind::UnknownReference), [format!("/{field}")]);
    }
    assert_eq!(app.call("get_product").id(id(&product)).send().expect(200), product);
}

#[test]
fn of_two_changes_to_one_version_one_wins() {
    let app = TestApp::start();
    let product = app.product("FRM-OSLO-52");
    let change = |name: &str| {
        app.call("update_product").id(id(&product)).if_match(1).body(&json!({ "name": name })).send().status()
    };
    let mut both = std::thread::scope(|scope| {
        let threads = ["Oslo", "Bergen"].map(|name| scope.spawn(move || change(name)));
        threads.map(|thread| thread.join().unwrap())
    });
    both.sort_unstable();
    assert_eq!(both, [200, 412]);
}

#[test]
fn a_sku_belongs_to_one_product_and_references_have_to_exist() {
    let app = TestApp::start();
    let product = app.product("FRM-OSLO-52");
    let (category, brand) = (json!({ "id": product["category_id"] }), json!({ "id": product["brand_id"] }));
    let nobody = json!({ "id": fresh_id() });
    let create =
        |sku, category, brand| app.call("create_product").body(&product_body(sku, 100, category, brand)).send();
    assert_eq!(create("FRM-OSLO-52", &category, &brand).problem(ProblemKind::Duplicate), ["/sku"]);
    assert_eq!(create("FRM-OSLO-54", &nobody, &brand).problem(ProblemKind::UnknownReference), ["/category_id"]);
    assert_eq!(create("FRM-OSLO-54", &category, &nobody).problem(ProblemKind::UnknownReference), ["/brand_id"]);
    assert_eq!(app.database.count("products"), 1);
    assert_eq!(app.database.count("outbox"), 1);
}

#[test]
fn products_are_listed_page_by_page_newest_first() {
    let app = TestApp::start();
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
    let app = TestApp::start();
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
