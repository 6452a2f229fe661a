//! Requests that are wrong: the right refusal, every fault at once, nothing written.

use serde_json::{Value, json};
use service_chassis::testkit::fresh_id;
use service_a::routes;
use shared_models::kernel::{FaultSource, ProblemKind};

use crate::support::{Shop, id, order_body, product_body};

/// The ids of every operation that reads a body.
fn operations_with_a_body() -> Vec<String> {
    let document = routes::document();
    let items = document["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    let with_body = operations.filter(|operation| operation.get("requestBody").is_some());
    with_body.map(|operation| operation["operationId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_body_must_be_json_of_the_right_form() {
    let app = Shop::start();
    let operations = operations_with_a_body();
    assert!(operations.len() >= 12, "{operations:?}");
    for operation in operations {
        let call = || app.call(&operation).id(fresh_id()).header("idempotency-key", "key-1").if_match(1);
        let json = |body: &[u8]| call().raw("application/json", body).send();
        json(b"{ \"lines\": [").problem(ProblemKind::MalformedJson);
        json(b"").problem(ProblemKind::MalformedJson);
        json(&[0xff, 0xfe]).problem(ProblemKind::MalformedJson);
        json(b"{ \"name\": \"a\", \"name\": \"b\" ").problem(ProblemKind::MalformedJson);
        json(b"[]").problem(ProblemKind::Invalid);
        json(b"null").problem(ProblemKind::Invalid);
        json(&vec![b' '; 2 << 20]).problem(ProblemKind::PayloadTooLarge);
        for content_type in ["text/plain", "application/json; charset=iso-8859-1", "application/merge-patch+json"] {
            call().raw(content_type, "{}").send().problem(ProblemKind::UnsupportedMediaType);
        }
        let compressed = call().raw("application/json", "{}").header("content-encoding", "gzip");
        compressed.send().problem(ProblemKind::UnsupportedMediaType);
    }
    for table in ["roles", "users", "brands", "categories", "products", "customers", "designs", "orders", "audit_logs"]
    {
        assert_eq!(app.database.count(table), 0, "{table}");
    }
}

#[test]
fn every_fault_of_an_order_is_told() {
    let app = Shop::start();
    let body = json!({
        "customer_id": "nobody",
        "currency": "euro",
        "lines": [
            { "product_id": fresh_id(), "quantity": 0 },
            { "product_id": fresh_id(), "quantity": -1 },
            { "product_id": fresh_id(), "quantity": 1_000 },
            { "product_id": 7, "quantity": "many" },
            { "product_id": fresh_id() },
        ],
    });
    let answer = app.call("place_order").header("idempotency-key", "key-1").body(&body).send();
    let expected = [
        "/currency",
        "/customer_id",
        "/lines/0/quantity",
        "/lines/1/quantity",
        "/lines/2/quantity",
        "/lines/3/product_id",
        "/lines/3/quantity",
        "/lines/4/quantity",
    ];
    assert_eq!(answer.problem(ProblemKind::Invalid), expected);
    assert!(answer.as_problem().errors.iter().all(|fault| fault.source == FaultSource::Body));
}

#[test]
fn an_order_has_lines_and_not_too_many() {
    let app = Shop::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let mut body = order_body(&hannah, &frame, 1);
    let place = |body: &Value| app.call("place_order").header("idempotency-key", "key-1").body(body).send();
    body["lines"] = json!([]);
    assert_eq!(place(&body).problem(ProblemKind::Invalid), ["/lines"]);
    body["lines"] = json!(vec![json!({ "product_id": frame["id"], "quantity": 1 }); 51]);
    assert_eq!(place(&body).problem(ProblemKind::Invalid), ["/lines"]);
    assert_eq!(app.database.count("orders"), 0);
}

#[test]
fn every_fault_of_a_product_is_told() {
    let app = Shop::start();
    let nobody = json!({ "id": fresh_id() });
    let mut body = product_body("frm oslo", -1, &nobody, &nobody);
    body["name"] = json!("x".repeat(121));
    body["status"] = json!("sold out");
    body["price"]["currency"] = json!("euro");
    body.as_object_mut().unwrap().remove("brand_id");
    let answer = app.call("create_product").body(&body).send();
    let expected = ["/brand_id", "/name", "/price/amount_minor", "/price/currency", "/sku", "/status"];
    assert_eq!(answer.problem(ProblemKind::Invalid), expected);
    let mut body = product_body("FRM-OSLO-52", 100, &nobody, &nobody);
    body["price"]["currency"] = json!("XQQ");
    assert_eq!(app.call("create_product").body(&body).send().problem(ProblemKind::Invalid), ["/price/currency"]);
}

#[test]
fn an_array_is_no_object_however_deep() {
    let app = Shop::start();
    let nobody = json!({ "id": fresh_id() });
    let mut body = product_body("FRM-OSLO-52", 100, &nobody, &nobody);
    body["price"] = json!([100, "EUR"]);
    assert_eq!(app.call("create_product").body(&body).send().problem(ProblemKind::Invalid), ["/price"]);
    let mut body = order_body(&nobody, &nobody, 1);
    body["lines"] = json!([body["lines"][0], [fresh_id(), null, 1]]);
    let answer = app.call("place_order").header("idempotency-key", "key-1").body(&body).send();
    assert_eq!(answer.problem(ProblemKind::Invalid), ["/lines/1"]);
}

#[test]
fn people_and_words_have_rules_too() {
    let app = Shop::start();
    let body = json!({ "name": " ", "permissions": ["fly"] });
    assert_eq!(app.call("create_role").body(&body).send().problem(ProblemKind::Invalid), ["/name", "/permissions/0"]);
    let body = json!({ "email": "nobody", "name": "", "phone": "0049", "role_id": 1 });
    let expected = ["/email", "/name", "/phone", "/role_id"];
    assert_eq!(app.call("create_user").body(&body).send().problem(ProblemKind::Invalid), expected);
    let body = json!({ "email": "a@example.com", "name": "A", "address": { "street": "", "country": "Germany" } });
    let expected = ["/address/city", "/address/country", "/address/postal_code", "/address/street"];
    assert_eq!(app.call("create_customer").body(&body).send().problem(ProblemKind::Invalid), expected);
    let body = json!({ "name": "Tejo", "slug": "Tejo Lisboa" });
    assert_eq!(app.call("create_brand").body(&body).send().problem(ProblemKind::Invalid), ["/slug"]);
    assert_eq!(app.call("create_category").body(&body).send().problem(ProblemKind::Invalid), ["/slug"]);
    let body = json!({ "config": { "material": "gold", "size": "small", "engraving": "<b>" } });
    let expected = ["/config/engraving", "/config/material"];
    assert_eq!(app.call("quote_design").body(&body).send().problem(ProblemKind::Invalid), expected);
    let body = json!({ "prescriber": "", "issued_on": "2026-02-30", "expires_on": "soon", "items": [{ "eye": "third", "sphere": 9_000 }] });
    let expected = ["/expires_on", "/issued_on", "/items/0/eye", "/items/0/sphere", "/prescriber"];
    let answer = app.call("add_prescription").id(fresh_id()).body(&body).send();
    assert_eq!(answer.problem(ProblemKind::Invalid), expected);
}

#[test]
fn every_fault_of_a_query_is_told() {
    let app = Shop::start();
    let answer = app.call("list_products").query("limit=10000&cursor=garbage&brand_id=7&text=").send();
    assert_eq!(answer.problem(ProblemKind::Invalid), ["/brand_id", "/cursor", "/limit", "/text"]);
    assert!(answer.as_problem().errors.iter().all(|fault| fault.source == FaultSource::Query));
    for list in [
        "list_roles",
        "list_users",
        "list_brands",
        "list_categories",
        "list_customers",
        "list_orders",
        "list_audit_logs",
    ] {
        for query in ["limit=0", "limit=10000", "limit=ten", "limit=99999999999"] {
            assert_eq!(app.call(list).query(query).send().problem(ProblemKind::Invalid), ["/limit"], "{list} {query}");
        }
        for query in ["cursor=", "cursor=%27%20OR%201=1", "cursor=2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(app.call(list).query(query).send().problem(ProblemKind::Invalid), ["/cursor"], "{list} {query}");
        }
    }
}

#[test]
fn a_path_that_names_nothing_is_not_found() {
    let app = Shop::start();
    for operation in ["get_role", "get_user", "get_brand", "get_category", "get_product", "get_customer", "get_order"] {
        for nothing in ["seven", "1", "%27%20OR%201=1", "019b8e3e386878dbbfaf75728b2b9ec1"] {
            app.call(operation).id(nothing).send().problem(ProblemKind::NotFound);
        }
    }
}

#[test]
fn text_of_any_script_survives() {
    let app = Shop::start();
    let name = "Ærøskøbing 眼鏡 👓 ' \" \\ %_";
    let brand = app.call("create_brand").body(&json!({ "name": name, "slug": "any" })).send().expect(201);
    assert_eq!(app.call("get_brand").id(id(&brand)).send().expect(200)["name"], name);
}
