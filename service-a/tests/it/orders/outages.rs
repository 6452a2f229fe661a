//! Orders while the database is away or locked.

use diesel::connection::SimpleConnection;
use service_chassis::testkit::{Proxy, TestDatabase, eventually};

use crate::support::{Fulfilment, KIT, Shop, id};

#[test]
fn an_order_that_could_not_be_written_can_be_placed_again() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = KIT.database();
    let url = database.url_through(proxy.port());
    let app = Shop::on(database, Fulfilment::up(), &[("DATABASE_URL", url.secret())]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));

    proxy.cut();
    for _ in 0..3 {
        app.call("get_product").id(id(&frame)).send().problem("unavailable");
    }
    app.order("key-1", &hannah, &frame, 1).problem("unavailable");
    assert_eq!(app.get("/health/ready").status(), 503);
    assert_eq!(app.get("/health/live").status(), 200);

    proxy.mend();
    eventually("it is ready again", || (app.get("/health/ready").status() == 200).then_some(()));
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(201)["status"], "confirmed");
}

#[test]
fn an_order_whose_answer_could_not_be_written_is_settled_later() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = KIT.database();
    let url = database.url_through(proxy.port());
    let variables = [("DATABASE_URL", url.secret()), ("FULFILMENT_TIMEOUT_MS", "1000")];
    let mut app = Shop::on(database, Fulfilment::up(), &variables);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    app.fulfilment.hold();
    let order = std::thread::scope(|scope| {
        let placing = scope.spawn(|| app.order("key-1", &hannah, &frame, 1));
        app.fulfilment.has_one_waiting();
        proxy.cut();
        app.fulfilment.let_go();
        placing.join().unwrap().expect(202)
    });
    assert_eq!(app.fulfilment.held(), [id(&order)], "the stock is reserved, and that could not be written");
    proxy.mend();
    // The lease of the request that failed has to end first; the test lends it a hand.
    app.database.execute("UPDATE sagas SET next_timer_at = NOW(6)");
    app.restart();
    eventually("it is confirmed", || (app.read_order(&order)["status"] == "confirmed").then_some(()));
    assert!(app.is_settled());
    assert_eq!(app.fulfilment.held(), [id(&order)]);
}

#[test]
fn a_row_that_stays_locked_is_a_503_and_no_harm() {
    let app = Shop::with(Fulfilment::up(), &[("DATABASE_DEADLINE_MS", "500")]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));
    let order = app.order("key-1", &hannah, &frame, 1).expect(201);
    let mut blocker = app.database.connect();
    blocker.batch_execute("START TRANSACTION; SELECT * FROM orders FOR UPDATE").unwrap();
    app.call("cancel_order").id(id(&order)).send().problem("unavailable");
    app.call("get_order").id(id(&order)).send().expect(200);
    blocker.batch_execute("ROLLBACK").unwrap();
    let cancel = || app.call("cancel_order").id(id(&order)).send();
    let cancelled = eventually("the lock is gone", || Some(cancel()).filter(|answer| answer.status() == 200));
    assert_eq!(cancelled.expect(200)["status"], "cancelled");
    eventually("its stock is released", || (app.is_settled() && app.fulfilment.held().is_empty()).then_some(()));
}
