//! `POST /v1/orders`.

use serde_json::{Value, json};
use service_chassis::problem::FaultSource;
use service_chassis::testkit::fresh_id;

use crate::support::{Shop, id, order_body};

#[test]
fn an_order_is_priced_and_confirmed() {
    let app = Shop::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product_for("FRM-OSLO-52", 14_900));
    let answer = app.order("key-1", &hannah, &frame, 3);
    let location = answer.header("location").to_owned();
    let order = answer.expect(201);
    assert_eq!(location, format!("/v1/orders/{}", id(&order)));
    assert_eq!(order["status"], "confirmed");
    let amounts = ["subtotal", "discount", "tax", "total"].map(|field| order[field]["amount_minor"].as_i64().unwrap());
    // 5 % off from 300 euros, then 19 % tax.
    assert_eq!(amounts, [44_700, 2_235, 8_068, 50_533]);
    assert_eq!(order["lines"][0]["unit_price"]["amount_minor"], 14_900);
    assert_eq!(app.read_order(&order), order);
    assert_eq!(app.fulfilment.held(), [id(&order)]);
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
    assert!(app.is_settled());
    let log = app.call("list_audit_logs").query(&format!("subject_id={}", id(&order))).send().expect(200);
    let actions: Vec<_> = log["items"].as_array().unwrap().iter().map(|entry| &entry["action"]).collect();
    assert_eq!(actions, ["transitioned", "created"]);
}

#[test]
fn tax_goes_by_the_country_of_the_customer() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let address = json!({ "street": "Strandgaten 14", "city": "Bergen", "postal_code": "5013", "country": "NO" });
    app.call("update_customer").id(id(&hannah)).if_match(1).body(&json!({ "address": address })).send().expect(200);
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(201)["tax"]["amount_minor"], 0);
}

#[test]
fn a_design_replaces_the_price_of_its_product() {
    let app = Shop::start();
    let (hannah, jonas, frame) = (app.customer("Hannah"), app.customer("Jonas"), app.product("FRM-OSLO-52"));
    let config = json!({ "material": "steel", "size": "small" });
    let save = |product: &Value, owner: &Value| {
        let body = json!({ "product_id": product["id"], "customer_id": owner["id"], "config": config });
        app.call("save_design").body(&body).send().expect(201)
    };
    let place = |key: &str, design: &Value| {
        let mut body = order_body(&hannah, &frame, 2);
        body["lines"][0]["design_id"] = design.clone();
        app.call("place_order").header("idempotency-key", key).body(&body).send()
    };
    let mine = save(&frame, &hannah);
    let order = place("key-1", &mine["id"]).expect(201);
    assert_eq!(order["lines"][0]["unit_price"]["amount_minor"], 14_900);
    assert_eq!(order["lines"][0]["design_id"], mine["id"]);
    for (design, kind) in [
        (json!(fresh_id()), "unknown-reference"),
        (save(&frame, &jonas)["id"].clone(), "invalid"),
        (save(&app.product("FRM-BERGEN-50"), &hannah)["id"].clone(), "invalid"),
    ] {
        assert_eq!(place("key-2", &design).problem(kind), ["/lines/0/design_id"]);
    }
}

#[test]
fn what_does_not_exist_or_is_not_sold_is_named_line_by_line() {
    let app = Shop::start();
    let (hannah, frame, retired) = (app.customer("Hannah"), app.product("FRM-OSLO-52"), app.product("FRM-OLD-1"));
    app.call("update_product").id(id(&retired)).if_match(1).body(&json!({ "status": "retired" })).send().expect(200);
    let place = |body: &Value| app.call("place_order").header("idempotency-key", "key-1").body(body).send();
    let line = |product: &Value| json!({ "product_id": product, "quantity": 1 });

    let mut body = order_body(&hannah, &frame, 1);
    body["lines"] = json!([line(&json!(fresh_id())), line(&frame["id"]), line(&json!(fresh_id()))]);
    assert_eq!(place(&body).problem("unknown-reference"), ["/lines/0/product_id", "/lines/2/product_id"]);
    body["customer_id"] = json!(fresh_id());
    assert_eq!(
        place(&body).problem("unknown-reference"),
        ["/customer_id", "/lines/0/product_id", "/lines/2/product_id"]
    );

    let mut body = order_body(&hannah, &frame, 1);
    body["lines"] = json!([line(&frame["id"]), line(&retired["id"])]);
    assert_eq!(place(&body).problem("invalid"), ["/lines/1/product_id"]);
    body["currency"] = json!("USD");
    assert_eq!(place(&body).problem("invalid"), ["/lines/0/product_id", "/lines/1/product_id"]);
    for table in ["orders", "order_items", "idempotency_keys", "sagas"] {
        assert_eq!(app.database.count(table), 0, "{table}");
    }
    assert!(app.fulfilment.reserve_calls().is_empty());
}

#[test]
fn a_gift_has_a_message_and_others_get_to_know_it() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let mut body = order_body(&hannah, &frame, 1);
    body["gift_message"] = json!("Zum 60. Geburtstag, liebe Oma! 🎁");
    let place = |key: &str, body: &Value| app.call("place_order").header("idempotency-key", key).body(body).send();
    let order = place("key-1", &body).expect(201);
    assert_eq!(order["gift_message"], body["gift_message"]);
    assert_eq!(app.read_order(&order), order);
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::GiftRequested", "orders::OrderConfirmed"]);
    let sql = "SELECT payload AS name FROM outbox WHERE event_type = 'orders::GiftRequested'";
    let event: Value = serde_json::from_str(&app.database.names(sql)[0]).unwrap();
    assert_eq!(event["data"], json!({ "order_id": order["id"], "message": body["gift_message"] }));
    let audited = app.call("list_audit_logs").query(&format!("subject_id={}", id(&order))).send();
    assert!(!audited.text().contains("Oma"), "a message is between people");

    for message in [json!(""), json!(" "), json!("x".repeat(301)), json!(7)] {
        body["gift_message"] = message;
        assert_eq!(place("key-2", &body).problem("invalid"), ["/gift_message"]);
    }
    let without = place("key-3", &order_body(&hannah, &frame, 1)).expect(201);
    assert_eq!(without.get("gift_message"), None);
    assert_eq!(app.events(&without), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
}

#[test]
fn many_lines_are_one_order() {
    let app = Shop::start();
    let hannah = app.customer("Hannah");
    let products: Vec<Value> = (1..=7).map(|number| app.product(&format!("FRM-{number:03}"))).collect();
    // 50 lines, of which several name one product.
    let lines = (0..50).map(|at| json!({ "product_id": products[at % 7]["id"], "quantity": at + 1 }));
    let body = json!({ "customer_id": hannah["id"], "currency": "EUR", "lines": lines.collect::<Vec<_>>() });
    let order = app.call("place_order").header("idempotency-key", "key-1").body(&body).send().expect(201);
    assert_eq!(order["subtotal"]["amount_minor"], 10_000 * 50 * 51 / 2);
    assert_eq!(app.read_order(&order), order);
}

#[test]
fn every_fault_of_an_order_is_named() {
    let app = Shop::start();
    let body = json!({
        "customer_id": "no id",
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
    assert_eq!(answer.problem("invalid"), expected);
    assert!(answer.as_problem().errors.iter().all(|fault| fault.source == FaultSource::Body));
}

#[test]
fn an_order_has_lines_and_not_too_many() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let mut body = order_body(&hannah, &frame, 1);
    let place = |body: &Value| app.call("place_order").header("idempotency-key", "key-1").body(body).send();
    body["lines"] = json!([]);
    assert_eq!(place(&body).problem("invalid"), ["/lines"]);
    body["lines"] = json!(vec![json!({ "product_id": frame["id"], "quantity": 1 }); 51]);
    assert_eq!(place(&body).problem("invalid"), ["/lines"]);
    assert_eq!(app.database.count("orders"), 0);
}

#[test]
fn a_line_is_an_object() {
    let app = Shop::start();
    let missing = json!({ "id": fresh_id() });
    let mut body = order_body(&missing, &missing, 1);
    body["lines"] = json!([body["lines"][0], [fresh_id(), null, 1]]);
    let answer = app.call("place_order").key("key-1").body(&body).send();
    assert_eq!(answer.problem("invalid"), ["/lines/1"]);
}
