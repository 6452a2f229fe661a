//! Releases beside this one: the one before, which has tasks in place of sagas, and the next one.

use serde_json::Value;
use service_chassis::database::migrations::Step;
use service_chassis::testkit::eventually;
use shared_models::inventory::ReservationExpired;

use crate::support::{Fulfilment, KIT, ROWS, Shop, id};

/// Leaves a task as the release before does.
fn task(app: &Shop, order: &Value, kind: &str) {
    let hex = id(order).replace('-', "");
    app.database.execute(&format!(
        "INSERT INTO reservation_tasks (order_id, kind, attempts, next_attempt_at) VALUES (x'{hex}', '{kind}', 1, NOW(6))"
    ));
}

#[test]
fn what_the_release_before_has_not_reserved_is_reserved() {
    let mut app = Shop::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    app.database.execute("DELETE FROM sagas");
    task(&app, &order, "reserve");
    app.fulfilment.come_up();
    app.becomes(&order, "confirmed");
    assert_eq!(app.saga(&order).as_deref(), Some("awaiting_payment"));
}

#[test]
fn what_the_release_before_has_cancelled_is_released() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    for (key, saga) in [("key-1", true), ("key-2", false)] {
        let order = app.order(key, &hannah, &frame, 1).expect(201);
        if !saga {
            app.database.execute("DELETE FROM sagas");
        }
        app.database.execute("UPDATE orders SET status = 'cancelled'");
        task(&app, &order, "release");
        app.becomes(&order, "cancelled");
        eventually("the stock is released", || app.fulfilment.held().is_empty().then_some(()));
        eventually("its saga has ended", || app.saga(&order).is_none().then_some(()));
    }
}

/// Its worker may be the one that releases what it has cancelled.
#[test]
fn what_the_release_before_has_cancelled_and_released_is_not_reserved() {
    let mut app = Shop::with(Fulfilment::down(), &[]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(202);
    // So that no call is in flight.
    app.stop();
    app.database.execute("UPDATE orders SET status = 'cancelled'");
    app.fulfilment.come_up();
    app.restart();
    eventually("its saga has ended", || app.saga(&order).is_none().then_some(()));
    assert!(app.fulfilment.reserve_calls().is_empty());
}

#[test]
fn what_the_release_before_has_reserved_is_not_reserved_again() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.database.execute("UPDATE sagas SET state = 'reserving', next_timer_at = NOW(6)");
    app.reaches(&order, "awaiting_payment");
    assert_eq!(app.fulfilment.reserve_calls().len(), 1);
}

#[test]
fn an_order_that_the_release_before_has_confirmed_has_no_timer_and_follows_the_facts() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    app.database.execute("DELETE FROM sagas");
    let order_id = id(&order).parse().unwrap();
    app.fulfilment.publish(&ReservationExpired { order_id });
    app.becomes(&order, "cancelled");
}

#[test]
fn a_saga_of_another_release_is_left_alone_and_blocks_no_other() {
    let (app, hannah, frame) = Shop::with_customer_and_product();
    let strange =
        [("definition_version = 2", "key-1"), ("state = 'packing'", "key-2"), ("definition = 'returns'", "key-3")];
    let orders = strange.map(|(column, key)| {
        let order = app.order(key, &hannah, &frame, 1).expect(201);
        let hex = id(&order).replace('-', "");
        let change =
            format!("UPDATE sagas SET {column}, next_timer_at = NOW(6) - INTERVAL 1 DAY WHERE order_id = x'{hex}'");
        app.database.execute(&change);
        order
    });
    let rows = "SELECT CONCAT(state, generation, next_timer_at) AS name FROM sagas ORDER BY order_id LIMIT 3";
    let before = app.database.names(rows);
    app.fulfilment.publish(&ReservationExpired { order_id: id(&orders[0]).parse().unwrap() });
    eventually("the fact is parked", || (app.database.count("parked_facts") == 1).then_some(()));
    let reason = app.database.names("SELECT reason AS name FROM parked_facts");
    assert_eq!(reason, ["the saga of the order is of another release"]);
    let refused = app.call("cancel_order").id(id(&orders[0])).send();
    refused.problem("unavailable");
    assert_eq!(refused.json()["detail"], "another release of this service looks after the order; try again later");
    let other = app.order("key-4", &hannah, &frame, 1).expect(201);
    app.call("cancel_order").id(id(&other)).send().expect(200);
    app.becomes(&other, "cancelled");
    assert_eq!(app.database.names(rows), before);
    assert!(orders.iter().all(|order| app.read_order(order)["status"] == "confirmed"));
}

#[test]
fn what_is_left_to_do_goes_back_to_the_release_before() {
    let database = KIT.empty_database();
    let steps = KIT.service().migration_steps().unwrap();
    let run = |step| steps.run(&database.url(), step, &mut std::io::sink()).unwrap();
    run(Step::Up);
    database.execute(ROWS);
    database.execute("DELETE FROM reservation_tasks; UPDATE sagas SET state = 'refunding', next_timer_at = NOW(6)");
    while database.tables().contains(&"sagas".to_owned()) {
        run(Step::Down);
    }
    assert_eq!(database.names("SELECT kind AS name FROM reservation_tasks"), ["release"]);
}
