//! From an order to reserved stock, whatever the other service does.

use serde_json::{Value, json};
use shared_models::kernel::ProblemKind;

use crate::support::{Fulfilment, TestApp, eventually, fresh_id, id, order_body};

/// Waits until the order has this status and nothing is left to be said.
fn becomes(app: &TestApp, order: &Value, status: &str) -> Value {
    eventually(status, || {
        let order = app.read_order(order);
        (order["status"] == status && app.is_settled()).then_some(order)
    })
}

fn events(app: &TestApp, order: &Value) -> Vec<String> {
    let hex = id(order).replace('-', "");
    app.database.names(&format!("SELECT event_type AS name FROM outbox WHERE subject_id = x'{hex}' ORDER BY id"))
}

#[test]
fn an_order_is_priced_and_confirmed() {
    let app = TestApp::start();
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
    assert_eq!(events(&app, &order), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
    assert!(app.is_settled());
    let log = app.call("list_audit_logs").query(&format!("subject_id={}", id(&order))).send().expect(200);
    let actions: Vec<_> = log["items"].as_array().unwrap().iter().map(|entry| &entry["action"]).collect();
    assert_eq!(actions, ["transitioned", "created"]);
}

#[test]
fn tax_goes_by_the_country_of_the_customer() {
    let app = TestApp::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let address = json!({ "street": "Strandgaten 14", "city": "Bergen", "postal_code": "5013", "country": "NO" });
    app.call("update_customer").id(id(&hannah)).if_match(1).body(&json!({ "address": address })).send().expect(200);
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(201)["tax"]["amount_minor"], 0);
}

#[test]
fn a_design_replaces_the_price_of_its_product() {
    let app = TestApp::start();
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
        (json!(fresh_id()), ProblemKind::UnknownReference),
        (save(&frame, &jonas)["id"].clone(), ProblemKind::Invalid),
        (save(&app.product("FRM-BERGEN-50"), &hannah)["id"].clone(), ProblemKind::Invalid),
    ] {
        assert_eq!(place("key-2", &design).problem(kind), ["/lines/0/design_id"]);
    }
}

#[test]
fn what_does_not_exist_or_is_not_sold_is_named_line_by_line() {
    let app = TestApp::start();
    let (hannah, frame, retired) = (app.customer("Hannah"), app.product("FRM-OSLO-52"), app.product("FRM-OLD-1"));
    app.call("update_product").id(id(&retired)).if_match(1).body(&json!({ "status": "retired" })).send().expect(200);
    let place = |body: &Value| app.call("place_order").header("idempotency-key", "key-1").body(body).send();
    let line = |product: &Value| json!({ "product_id": product, "quantity": 1 });

    let mut body = order_body(&hannah, &frame, 1);
    body["lines"] = json!([line(&json!(fresh_id())), line(&frame["id"]), line(&json!(fresh_id()))]);
    assert_eq!(place(&body).problem(ProblemKind::UnknownReference), ["/lines/0/product_id", "/lines/2/product_id"]);
    body["customer_id"] = json!(fresh_id());
    assert_eq!(
        place(&body).problem(ProblemKind::UnknownReference),
        ["/customer_id", "/lines/0/product_id", "/lines/2/product_id"]
    );

    let mut body = order_body(&hannah, &frame, 1);
    body["lines"] = json!([line(&frame["id"]), line(&retired["id"])]);
    assert_eq!(place(&body).problem(ProblemKind::Invalid), ["/lines/1/product_id"]);
    body["currency"] = json!("USD");
    assert_eq!(place(&body).problem(ProblemKind::Invalid), ["/lines/0/product_id", "/lines/1/product_id"]);
    for table in ["orders", "order_items", "idempotency_keys", "reservation_tasks"] {
        assert_eq!(app.database.count(table), 0, "{table}");
    }
    assert!(app.fulfilment.reserve_calls().is_empty());
}

#[test]
fn a_gift_has_a_message_and_others_get_to_know_it() {
    let app = TestApp::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let mut body = order_body(&hannah, &frame, 1);
    body["gift_message"] = json!("Zum 60. Geburtstag, liebe Oma! 🎁");
    let place = |key: &str, body: &Value| app.call("place_order").header("idempotency-key", key).body(body).send();
    let order = place("key-1", &body).expect(201);
    assert_eq!(order["gift_message"], body["gift_message"]);
    assert_eq!(app.read_order(&order), order);
    assert_eq!(events(&app, &order), ["orders::OrderPlaced", "orders::GiftRequested", "orders::OrderConfirmed"]);
    let sql = "SELECT payload AS name FROM outbox WHERE event_type = 'orders::GiftRequested'";
    let event: Value = serde_json::from_str(&app.database.names(sql)[0]).unwrap();
    assert_eq!(event["data"], json!({ "order_id": order["id"], "message": body["gift_message"] }));
    let audited = app.call("list_audit_logs").query(&format!("subject_id={}", id(&order))).send();
    assert!(!audited.text().contains("Oma"), "a message is between people");

    for message in [json!(""), json!(" "), json!("x".repeat(301)), json!(7)] {
        body["gift_message"] = message;
        assert_eq!(place("key-2", &body).problem(ProblemKind::Invalid), ["/gift_message"]);
    }
    let without = place("key-3", &order_body(&hannah, &frame, 1)).expect(201);
    assert_eq!(without.get("gift_message"), None);
    assert_eq!(events(&app, &without), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
}

#[test]
fn many_lines_are_one_order() {
    let app = TestApp::start();
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
fn an_order_that_is_short_is_rejected_and_says_of_what() {
    let app = TestApp::start();
    let (hannah, frame, case) = (app.customer("Hannah"), app.product("FRM-OSLO-52"), app.product("CASE-1"));
    app.fulfilment.stock(id(&frame), 3);
    let mut body = order_body(&hannah, &frame, 5);
    body["lines"].as_array_mut().unwrap().push(json!({ "product_id": case["id"], "quantity": 1 }));
    let order = app.call("place_order").header("idempotency-key", "key-1").body(&body).send().expect(201);
    assert_eq!(order["status"], "rejected");
    assert_eq!((&order["lines"][0]["short_by"], order["lines"][1].get("short_by")), (&json!(2), None));
    assert_eq!(app.read_order(&order), order);
    assert_eq!(events(&app, &order), ["orders::OrderPlaced", "orders::OrderRejected"]);
    assert!(app.fulfilment.held().is_empty() && app.is_settled());
    app.call("cancel_order").id(id(&order)).send().problem(ProblemKind::IllegalTransition);
}

#[test]
fn while_fulfilment_is_down_orders_are_kept_and_completed_later_oldest_first() {
    let mut app = TestApp::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let orders: Vec<Value> = (0..6)
        .map(|number| {
            let answer = app.order(&format!("key-{number}"), &hannah, &frame, 1);
            assert!(answer.header("location").starts_with("/v1/orders/"));
            answer.expect(202)
        })
        .collect();
    assert!(orders.iter().all(|order| order["status"] == "pending"));
    app.fulfilment.come_up();
    for order in &orders {
        becomes(&app, order, "confirmed");
        assert_eq!(events(&app, order), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
    }
    let mut expected: Vec<_> = orders.iter().map(|order| id(order).to_owned()).collect();
    expected.sort();
    assert_eq!(app.fulfilment.held(), expected);
    assert_eq!(app.fulfilment.reserve_calls().len(), orders.len(), "each was reserved once");
}

#[test]
fn a_down_peer_does_not_slow_requests_down() {
    // Accepts connections and answers nothing: the worst way to be down.
    let app = TestApp::with(Fulfilment::up(), &[("FULFILMENT_TIMEOUT_MS", "40"), ("FULFILMENT_RETRY_MS", "50")]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.hold();
    let mut key = 0;
    let mut place = || {
        key += 1;
        app.order(&format!("key-{key}"), &hannah, &frame, 1).expect(202)
    };
    eventually("the breaker opens", || {
        place();
        (!app.state().may_call()).then_some(())
    });
    let before = app.fulfilment.reserve_calls();
    let placed: Vec<_> = (0..5).map(|_| place()).collect();
    // Nobody asked for them while they were being placed, except the worker with its probes.
    let asked = app.fulfilment.reserve_calls()[before.len()..].to_vec();
    let inline = placed.iter().filter(|order| asked.contains(&id(order).to_owned())).count();
    assert!(inline <= 1, "{inline} of {} requests called a peer that is down", placed.len());
    app.fulfilment.let_go();
    becomes(&app, &placed[4], "confirmed");
    eventually("the breaker closes", || app.state().may_call().then_some(()));
}

#[test]
fn an_answer_of_503_is_as_good_as_none() {
    let app = TestApp::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.fail(true);
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    app.fulfilment.fail(false);
    becomes(&app, &order, "confirmed");
    assert_eq!(app.fulfilment.held(), [id(&order)]);
}

#[test]
fn a_pending_order_may_turn_out_to_be_short() {
    let mut app = TestApp::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 5).expect(202);
    app.fulfilment.stock(id(&frame), 1);
    app.fulfilment.come_up();
    assert_eq!(becomes(&app, &order, "rejected")["lines"][0]["short_by"], 4);
}

#[test]
fn pending_orders_survive_a_restart() {
    let mut app = TestApp::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    app.restart();
    assert_eq!(app.read_order(&order)["status"], "pending");
    app.fulfilment.come_up();
    becomes(&app, &order, "confirmed");
    assert_eq!(app.fulfilment.held(), [id(&order)]);
}

#[test]
fn an_answer_that_got_lost_reserves_nothing_twice() {
    // The request arrives, the caller gives up, and the answer goes nowhere.
    let app = TestApp::with(Fulfilment::up(), &[("FULFILMENT_TIMEOUT_MS", "40")]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.hold();
    let order = app.order("key-1", &hannah, &frame, 2).expect(202);
    app.fulfilment.let_go();
    becomes(&app, &order, "confirmed");
    assert_eq!(app.fulfilment.held(), [id(&order)]);
    assert_eq!(events(&app, &order), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
}

/// The actions in an order's audit log, oldest first.
fn history(app: &TestApp, order: &Value) -> Vec<String> {
    let hex = id(order).replace('-', "");
    app.database.names(&format!(
        "SELECT CONCAT(action, ' ', changes) AS name FROM audit_logs WHERE subject_id = x'{hex}' AND action <> 'created' \
         ORDER BY id"
    ))
}

#[test]
fn an_order_that_is_refused_for_no_known_reason_waits_until_it_is_mended() {
    let app = TestApp::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.refuse(true);
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    eventually("it is asked again", || (app.fulfilment.reserve_calls().len() >= 3).then_some(()));
    assert_eq!(app.read_order(&order)["status"], "pending");
    app.fulfilment.refuse(false);
    app.database.execute("UPDATE reservation_tasks SET next_attempt_at = NOW(6)");
    becomes(&app, &order, "confirmed");
    let refused =
        r#"updated {"reservation_refused":"422 Unprocessable Entity urn:problem-type:shared-models:invalid"}"#;
    assert_eq!(history(&app, &order), [refused, r#"transitioned {"status":"confirmed"}"#], "noted once");
}

#[test]
fn an_order_that_stays_refused_is_rejected_and_keeps_no_stock() {
    let app = TestApp::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.refuse(true);
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    // Hours of waiting, in an instant.
    app.database.execute("UPDATE reservation_tasks SET refusals = 23, next_attempt_at = NOW(6)");
    let rejected = becomes(&app, &order, "rejected");
    assert_eq!(rejected["lines"][0].get("short_by"), None);
    assert_eq!(app.fulfilment.release_calls(), [id(&order)]);
    assert_eq!(events(&app, &order), ["orders::OrderPlaced", "orders::OrderRejected"]);
}

#[test]
fn the_wait_after_a_refusal_grows_to_an_hour() {
    let app = TestApp::start();
    let minutes = |refusals| app.state().refusal_back_off(refusals).as_secs() / 60;
    assert_eq!(minutes(1), 0);
    assert!((30..=60).contains(&minutes(23)), "{}", minutes(23));
}

#[test]
fn a_confirmed_order_can_be_cancelled_and_gives_its_stock_back() {
    let app = TestApp::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    let cancelled = app.call("cancel_order").id(id(&order)).send().expect(200);
    assert_eq!(cancelled["status"], "cancelled");
    becomes(&app, &order, "cancelled");
    assert!(app.fulfilment.held().is_empty());
    assert_eq!(app.call("cancel_order").id(id(&order)).send().expect(200), cancelled, "again is the same");
    assert_eq!(events(&app, &order), ["orders::OrderPlaced", "orders::OrderConfirmed", "orders::OrderCancelled"]);
    app.call("cancel_order").id(fresh_id().to_string()).send().problem(ProblemKind::NotFound);
    app.call("get_order").id(fresh_id().to_string()).send().problem(ProblemKind::NotFound);
}

#[test]
fn stock_is_released_even_if_fulfilment_is_down_when_the_order_is_cancelled() {
    let mut app = TestApp::start();
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.fulfilment.go_down();
    app.call("cancel_order").id(id(&order)).send().expect(200);
    assert!(!app.is_settled());
    app.restart();
    app.fulfilment.come_up();
    becomes(&app, &order, "cancelled");
    assert!(app.fulfilment.held().is_empty());
}

#[test]
fn a_pending_order_that_is_cancelled_keeps_no_stock() {
    let mut app = TestApp::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    app.call("cancel_order").id(id(&order)).send().expect(200);
    app.fulfilment.come_up();
    becomes(&app, &order, "cancelled");
    // The worker may have been about to ask when the order was cancelled.
    eventually("nothing is held", || app.fulfilment.held().is_empty().then_some(()));
    assert_eq!(events(&app, &order), ["orders::OrderPlaced", "orders::OrderCancelled"]);
}

/// A request to reserve is on its way while the order is cancelled.
fn cancel_while_reserving(app: &TestApp) {
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.hold();
    let placed = std::thread::scope(|scope| {
        let placing = scope.spawn(|| app.order("key-1", &hannah, &frame, 1));
        app.fulfilment.has_one_waiting();
        let order = app.call("list_orders").send().expect(200)["items"][0].clone();
        app.call("cancel_order").id(id(&order)).send().expect(200);
        // It releases what is not reserved yet.
        eventually("a release", || (!app.fulfilment.release_calls().is_empty()).then_some(()));
        app.fulfilment.let_go();
        placing.join().unwrap()
    });
    let order = placed.json().clone();
    becomes(app, &order, "cancelled");
    eventually("nothing is held", || app.fulfilment.held().is_empty().then_some(()));
    assert_eq!(events(app, &order), ["orders::OrderPlaced", "orders::OrderCancelled"]);
}

#[test]
fn a_cancel_that_races_with_a_reservation_leaves_nothing_reserved() {
    cancel_while_reserving(&TestApp::start());
}

#[test]
fn not_even_if_fulfilment_forgets_what_it_released() {
    let app = TestApp::start();
    app.fulfilment.be_forgetful();
    cancel_while_reserving(&app);
    assert_eq!(app.fulfilment.release_calls().len(), 2, "the second one frees what was reserved after the first");
}

#[test]
fn two_instances_share_the_work() {
    let mut first = TestApp::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (first.customer("Hannah"), first.product("FRM-OSLO-52"));
    let orders: Vec<_> =
        (0..20).map(|number| first.order(&format!("key-{number}"), &hannah, &frame, 1).expect(202)).collect();
    let second = first.another_instance();
    first.fulfilment.come_up();
    for order in &orders {
        becomes(&first, order, "confirmed");
    }
    let mut calls = first.fulfilment.reserve_calls();
    calls.sort();
    calls.dedup();
    assert_eq!(calls.len(), first.fulfilment.reserve_calls().len(), "none was asked for twice");
    drop(second);
}

#[test]
fn orders_are_listed_by_customer_newest_first() {
    let app = TestApp::start();
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
    let nobody = format!("customer_id={}", fresh_id());
    assert_eq!(app.call("list_orders").query(&nobody).send().expect(200), json!({ "items": [] }));
}
