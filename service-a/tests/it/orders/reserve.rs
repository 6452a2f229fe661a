//! Stock for orders, whatever fulfilment answers.

use serde_json::{Value, json};
use service_chassis::testkit::{eventually, fresh_id};
use shared_models::inventory::ShortLine;
use shared_models::kernel::Id;

use crate::support::{Fulfilment, Shop, id, order_body};

#[test]
fn an_order_that_is_short_is_rejected_and_says_of_what() {
    let app = Shop::start();
    let (hannah, frame, case) = (app.customer("Hannah"), app.product("FRM-OSLO-52"), app.product("CASE-1"));
    app.fulfilment.stock(id(&frame), 3);
    let mut body = order_body(&hannah, &frame, 5);
    body["lines"].as_array_mut().unwrap().push(json!({ "product_id": case["id"], "quantity": 1 }));
    let order = app.call("place_order").header("idempotency-key", "key-1").body(&body).send().expect(201);
    assert_eq!(order["status"], "rejected");
    assert_eq!((&order["lines"][0]["short_by"], order["lines"][1].get("short_by")), (&json!(2), None));
    assert_eq!(app.read_order(&order), order);
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::OrderRejected"]);
    assert!(app.fulfilment.held().is_empty() && app.is_settled());
    app.call("cancel_order").id(id(&order)).send().problem("illegal-transition");
}

#[test]
fn while_fulfilment_is_down_orders_are_kept_and_completed_later_oldest_first() {
    let mut app = Shop::with(Fulfilment::down(), &[]);
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
        app.becomes(order, "confirmed");
        assert_eq!(app.events(order), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
    }
    let mut expected: Vec<_> = orders.iter().map(|order| id(order).to_owned()).collect();
    expected.sort();
    assert_eq!(app.fulfilment.held(), expected);
    assert_eq!(app.fulfilment.reserve_calls().len(), orders.len(), "each was reserved once");
}

#[test]
fn a_down_peer_does_not_slow_requests_down() {
    // Accepts connections and answers nothing: the worst way to be down.
    let app = Shop::with(Fulfilment::up(), &[("FULFILMENT_TIMEOUT_MS", "40"), ("FULFILMENT_RETRY_MS", "50")]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.hold();
    let mut key = 0;
    let mut place = || {
        key += 1;
        app.order(&format!("key-{key}"), &hannah, &frame, 1).expect(202)
    };
    eventually("the breaker opens", || {
        place();
        (!app.orders().fulfilment.may_call()).then_some(())
    });
    let before = app.fulfilment.reserve_calls();
    let placed: Vec<_> = (0..5).map(|_| place()).collect();
    // While they were placed, only the worker called, with its probes.
    let asked = app.fulfilment.reserve_calls()[before.len()..].to_vec();
    let inline = placed.iter().filter(|order| asked.contains(&id(order).to_owned())).count();
    assert!(inline <= 1, "{inline} of {} requests called a peer that is down", placed.len());
    app.fulfilment.let_go();
    app.becomes(&placed[4], "confirmed");
    eventually("the breaker closes", || app.orders().fulfilment.may_call().then_some(()));
}

#[test]
fn an_answer_of_503_is_as_good_as_none() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    app.fulfilment.fail(true);
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    app.fulfilment.fail(false);
    app.becomes(&order, "confirmed");
    assert_eq!(app.fulfilment.held(), [id(&order)]);
}

#[test]
fn a_pending_order_may_turn_out_to_be_short() {
    let mut app = Shop::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 5).expect(202);
    app.fulfilment.stock(id(&frame), 1);
    app.fulfilment.come_up();
    assert_eq!(app.becomes(&order, "rejected")["lines"][0]["short_by"], 4);
}

#[test]
fn pending_orders_survive_a_restart() {
    let mut app = Shop::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    app.restart();
    assert_eq!(app.read_order(&order)["status"], "pending");
    app.fulfilment.come_up();
    app.becomes(&order, "confirmed");
    assert_eq!(app.fulfilment.held(), [id(&order)]);
}

#[test]
fn an_answer_that_got_lost_reserves_nothing_twice() {
    // The request arrives, the caller gives up, and the answer goes nowhere.
    let app = Shop::with(Fulfilment::up(), &[("FULFILMENT_TIMEOUT_MS", "40")]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.hold();
    let order = app.order("key-1", &hannah, &frame, 2).expect(202);
    app.fulfilment.let_go();
    app.becomes(&order, "confirmed");
    assert_eq!(app.fulfilment.held(), [id(&order)]);
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::OrderConfirmed"]);
}

#[test]
fn an_order_that_is_refused_for_no_known_reason_waits_until_it_is_mended() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    app.fulfilment.refuse(true);
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    eventually("it is asked again", || (app.fulfilment.reserve_calls().len() >= 3).then_some(()));
    assert_eq!(app.read_order(&order)["status"], "pending");
    app.fulfilment.refuse(false);
    app.database.execute("UPDATE sagas SET next_timer_at = NOW(6)");
    app.becomes(&order, "confirmed");
    let refused =
        r#"updated {"reservation_refused":"422 Unprocessable Entity urn:problem-type:shared-models:invalid"}"#;
    assert_eq!(app.history(&order), [refused, r#"transitioned {"status":"confirmed"}"#], "noted once");
}

/// Of nothing, of something else, of what there is enough of, and of one thing many times.
#[test]
fn an_order_waits_when_fulfilment_is_short_of_what_was_not_ordered() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let line = |product_id, requested, available| ShortLine { product_id, requested, available };
    let (ordered, other) = (id(&frame).parse().unwrap(), Id::from_uuid(fresh_id()));
    let answers =
        [vec![], vec![line(other, 2, 0)], vec![line(ordered, 1, 1)], vec![line(ordered, 1, 0), line(ordered, 1, 0)]];
    for (at, short) in answers.into_iter().enumerate() {
        app.fulfilment.be_short_of(Some(short));
        let order = app.order(&format!("key-{at}"), &hannah, &frame, 1).expect(202);
        let refused = r#"updated {"reservation_refused":"fulfilment is short of something that was not ordered"}"#;
        eventually("it is noted", || (app.history(&order) == [refused]).then_some(()));
        app.fulfilment.be_short_of(None);
        app.database.execute("UPDATE sagas SET next_timer_at = NOW(6)");
        app.becomes(&order, "confirmed");
    }
}

#[test]
fn an_order_that_stays_refused_is_rejected_and_keeps_no_stock() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    app.fulfilment.refuse(true);
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    // Hours of waiting, in an instant.
    app.database.execute("UPDATE sagas SET refusals = 23, next_timer_at = NOW(6)");
    let rejected = app.becomes(&order, "rejected");
    assert_eq!(rejected["lines"][0].get("short_by"), None);
    assert_eq!(app.fulfilment.release_calls(), [id(&order)]);
    assert_eq!(app.events(&order), ["orders::OrderPlaced", "orders::OrderRejected"]);
}

#[test]
fn the_wait_after_a_refusal_grows_to_an_hour() {
    let app = Shop::start();
    let minutes = |refusals| app.orders().refusal_back_off(refusals).as_secs() / 60;
    assert_eq!(minutes(1), 0);
    assert!((30..=60).contains(&minutes(23)), "{}", minutes(23));
}

#[test]
fn two_instances_share_the_work() {
    let mut first = Shop::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (first.customer("Hannah"), first.product("FRM-OSLO-52"));
    let orders: Vec<_> =
        (0..20).map(|number| first.order(&format!("key-{number}"), &hannah, &frame, 1).expect(202)).collect();
    let second = first.another_instance();
    first.fulfilment.come_up();
    for order in &orders {
        first.becomes(order, "confirmed");
    }
    let mut calls = first.fulfilment.reserve_calls();
    calls.sort();
    calls.dedup();
    assert_eq!(calls.len(), first.fulfilment.reserve_calls().len(), "none was asked for twice");
    drop(second);
}
