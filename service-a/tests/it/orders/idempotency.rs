//! The same request again, at once or later, places one order.

use serde_json::json;
use service_chassis::background::forget_old_keys;
use service_chassis::testkit::{eventually, fresh_id};

use crate::support::{Fulfilment, KIT, Shop, id, order_body};

#[test]
fn the_same_request_again_answers_the_same_order() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let first = app.order("key-1", &hannah, &frame, 2);
    let location = first.header("location").to_owned();
    let order = first.expect(201);
    let again = app.order("key-1", &hannah, &frame, 2);
    assert_eq!(again.header("location"), location);
    assert_eq!(again.expect(201), order);
    assert_eq!((app.database.count("orders"), app.fulfilment.reserve_calls().len()), (1, 1));
}

#[test]
fn a_key_is_forgotten_after_a_week_and_the_order_stays() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 2).expect(201);
    let days_pass = |days| {
        let sql = format!("UPDATE idempotency_keys SET created_at = created_at - INTERVAL {days} DAY");
        app.database.execute(&sql);
        actix_web::rt::System::new().block_on(forget_old_keys(app.chassis())).unwrap();
        app.database.count("idempotency_keys")
    };
    assert_eq!(days_pass(6), 1);
    assert_eq!(app.order("key-1", &hannah, &frame, 2).expect(201), order);
    assert_eq!(days_pass(2), 0);
    let another = app.order("key-1", &hannah, &frame, 2).expect(201);
    assert_ne!(id(&another), id(&order));
    assert_eq!(app.database.count("orders"), 2);
}

#[test]
fn many_old_keys_are_forgotten_when_the_service_starts() {
    let database = KIT.database();
    database.execute(
        "INSERT INTO idempotency_keys
         WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
         SELECT CONCAT('key-', n), x'00', x'00', '2026-01-01' FROM numbers",
    );
    let app = Shop::on(database, Fulfilment::up(), &[]);
    eventually("all are forgotten", || (app.database.count("idempotency_keys") == 0).then_some(()));
}

#[test]
fn the_same_request_may_be_written_otherwise() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 2).expect(201);
    let text = format!(
        "{{\n  \"lines\": [ {{ \"quantity\": 2, \"product_id\": {} }} ], \"currency\": \"EUR\", \"customer_id\": {}, \"later\": 1 }}",
        frame["id"], hannah["id"]
    );
    let again =
        app.call("place_order").header("idempotency-key", "key-1").raw("application/json; charset=utf-8", text).send();
    assert_eq!(again.expect(201), order);
}

#[test]
fn a_key_belongs_to_one_request() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    app.order("key-1", &hannah, &frame, 2).expect(201);
    app.order("key-1", &hannah, &frame, 3).problem("idempotency-key-reused");
    app.order("KEY-1", &hannah, &frame, 3).expect(201);
    assert_eq!(app.database.count("orders"), 2);
}

#[test]
fn a_key_is_needed_and_has_a_form() {
    let app = Shop::start();
    let body = order_body(&app.customer("Hannah"), &app.product("FRM-OSLO-52"), 1);
    let call = || app.call("place_order").body(&body);
    assert_eq!(call().send().problem("invalid-header"), ["/idempotency-key"]);
    for key in ["", "two words", &"k".repeat(65)] {
        let answer = call().header("idempotency-key", key).send();
        assert_eq!(answer.problem("invalid-header"), ["/idempotency-key"]);
    }
    let answer = call().header("idempotency-key", "key-1").header("idempotency-key", "key-2").send();
    assert_eq!(answer.problem("invalid-header"), ["/idempotency-key"]);
    assert_eq!(app.database.count("orders"), 0);
}

#[test]
fn a_request_that_was_refused_does_not_use_up_its_key() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let mut body = order_body(&hannah, &frame, 1);
    body["currency"] = json!("USD");
    app.call("place_order").header("idempotency-key", "key-1").body(&body).send().problem("invalid");
    app.order("key-1", &hannah, &frame, 1).expect(201);
}

#[test]
fn a_key_means_its_order_even_when_the_product_is_no_longer_sold() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.call("update_product").id(id(&frame)).if_match(1).body(&json!({ "status": "retired" })).send().expect(200);
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(201), order);
    app.order("key-1", &hannah, &frame, 2).problem("idempotency-key-reused");
    app.order("key-2", &hannah, &frame, 1).problem("invalid");
}

#[test]
fn the_answer_is_the_order_as_it_is_by_then() {
    let app = Shop::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(202), order);
    app.call("cancel_order").id(id(&order)).send().expect(200);
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(201)["status"], "cancelled");
}

#[test]
fn of_many_at_once_one_places_the_order() {
    let app = Shop::with(Fulfilment::up(), &[("HTTP_WORKERS", "2"), ("DATABASE_CONNECTIONS", "8")]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let orders: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(|| app.order("key-1", &hannah, &frame, 1))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(orders.iter().all(|answer| [201, 202].contains(&answer.status())), "{orders:?}");
    assert!(orders.iter().all(|answer| id(answer.json()) == id(orders[0].json())));
    assert_eq!((app.database.count("orders"), app.database.count("order_items")), (1, 1));
    assert_eq!(app.fulfilment.reserve_calls().len(), 1);
}

#[test]
fn each_of_many_at_once_has_its_own_answer() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    app.order("key-0", &hannah, &frame, 1).expect(201);
    let refused = json!({ "id": fresh_id() });
    let place = |number: u32| match number % 4 {
        0 => app.order("key-0", &hannah, &frame, 2),
        1 => app.order(&format!("key-{number}"), &hannah, &refused, 1),
        _ => app.order(&format!("key-{number}"), &hannah, &frame, number),
    };
    std::thread::scope(|scope| {
        let place = &place;
        let threads: Vec<_> = (0..32).map(|number| (number, scope.spawn(move || place(number)))).collect();
        for (number, thread) in threads {
            let answer = thread.join().unwrap();
            match number % 4 {
                0 => _ = answer.problem("idempotency-key-reused"),
                1 => assert_eq!(answer.problem("unknown-reference"), ["/lines/0/product_id"]),
                _ => assert_eq!(answer.expect(201)["lines"][0]["quantity"], number),
            }
        }
    });
    assert_eq!((app.database.count("orders"), app.database.count("idempotency_keys")), (17, 17));
}
