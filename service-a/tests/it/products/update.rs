//! `PATCH /v1/products/{id}`.

use serde_json::json;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id};

#[test]
fn a_product_is_created_shown_and_changed() {
    let app = Shop::start();
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
    let app = Shop::start();
    let product = app.product("FRM-OSLO-52");
    let call = || app.call("update_product").id(id(&product)).body(&json!({ "name": "Oslo" }));
    call().send().problem("precondition-required");
    call().header("if-match", "W/\"1\"").send().problem("invalid-header");
    call().if_match(7).send().problem("stale-version");
    app.call("update_product").id(fresh_id()).if_match(1).body(&json!({})).send().problem("not-found");
    for field in ["category_id", "brand_id"] {
        let answer = app.call("update_product").id(id(&product)).if_match(1).body(&json!({ field: fresh_id() })).send();
        assert_eq!(answer.problem("unknown-reference"), [format!("/{field}")]);
    }
    assert_eq!(app.call("get_product").id(id(&product)).send().expect(200), product);
}

#[test]
fn of_two_changes_to_one_version_one_wins() {
    let app = Shop::start();
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
