//! A database that cannot be what the service expects.

use serde_json::json;

use crate::support::{Shop, id};

#[test]
fn a_database_that_fails_is_an_internal_error_without_its_words() {
    let app = Shop::start();
    app.database.execute("SET foreign_key_checks = 0; DROP TABLE brands");
    let answers = [
        app.call("list_brands").send(),
        app.call("create_brand").body(&json!({ "name": "Tejo", "slug": "tejo" })).send(),
    ];
    for answer in answers {
        answer.problem("internal");
        assert!(answer.as_problem().detail.is_none());
        for word in ["brands", "SELECT", "INSERT", "diesel", "Table", ".rs", "store"] {
            assert!(!answer.text().contains(word), "{}", answer.text());
        }
    }
    assert_eq!(app.database.count("audit_logs"), 0);
}

#[test]
fn a_row_that_cannot_be_is_an_internal_error() {
    let app = Shop::start();
    let frame = app.product("FRM-OSLO-52");
    app.database.execute("UPDATE products SET status = 'mislaid'");
    app.call("get_product").id(id(&frame)).send().problem("internal");
    app.call("list_products").send().problem("internal");
}
