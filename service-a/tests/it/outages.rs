//! The database goes away and comes back: the service says so, and recovers by itself.

use diesel::connection::SimpleConnection;
use serde_json::json;
use service_chassis::testkit::{Proxy, TestDatabase, eventually};

use crate::support::{Fulfilment, Shop, id};

#[test]
fn without_its_database_it_answers_503_and_recovers() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = TestDatabase::migrated();
    let url = database.url_through(proxy.port());
    let app =
        Shop::on(database, Fulfilment::up(), &[("DATABASE_URL", url.secret()), ("DATABASE_TIMEOUT_MS", "200")]);
    let (hannah, frame) = (app.customer("Hannah"), app.product("FRM-OSLO-52"));

    proxy.cut();
    for _ in 0..3 {
        app.call("get_product").id(id(&frame)).send().problem(ProblemKind::Unavailable);
    }
    app.order("key-1", &hannah, &frame, 1).problem(ProblemKind::Unavailable);
    assert_eq!(app.get("/health/ready").status(), 503);
    assert_eq!(app.get("/health/live").status(), 200);

    proxy.mend();
    eventually("it is ready again", || (app.get("/health/ready").status() == 200).then_some(()));
    assert_eq!(app.order("key-1", &hannah, &frame, 1).expect(201)["status"], "confirmed");
}

#[test]
fn an_order_whose_answer_could_not_be_written_is_settled_later() {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = TestDatabase::migrated();
    let url = database.url_through(proxy.port());
    let variables = [("DATABASE_URL", url.secret()), ("DATABASE_TIMEOUT_MS", "200"), ("FULFILMENT_TIMEOUT_MS", "1000")];
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
    assert_eq!(app.fulfilment.held(), [id(&order)], "the stock is reserved, and nobody could write it down");
    proxy.mend();
    // The lease of the request that failed has to end first; the test lends it a hand.
    app.database.execute("UPDATE reservation_tasks SET next_attempt_at = NOW(6)");
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
    app.call("cancel_order").id(id(&order)).send().problem(ProblemKind::Unavailable);
    app.call("get_order").id(id(&order)).send().expect(200);
    blocker.batch_execute("ROLLBACK").unwrap();
    let cancel = || app.call("cancel_order").id(id(&order)).send();
    let cancelled = eventually("the lock is gone", || Some(cancel()).filter(|answer| answer.status() == 200));
    assert_eq!(cancelled.expect(200)["status"], "cancelled");
    eventually("its stock is released", || (app.is_settled() && app.fulfilment.held().is_empty()).then_some(()));
}

#[test]
fn a_restart_of_the_database_costs_no_more_than_one_answer() {
    let app = Shop::with(Fulfilment::up(), &[("HTTP_WORKERS", "2")]);
    let brand = app.brand("tejo");
    let read = || app.call("get_brand").id(id(&brand)).send();
    // Opens several connections.
    std::thread::scope(|scope| (0..16).for_each(|_| drop(scope.spawn(|| read().expect(200)))));
    let open = app.database.names(
        "SELECT CAST(id AS CHAR) AS name FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
    );
    assert!(!open.is_empty());
    for id in open {
        // A connection may have been closed since.
        let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| app.database.execute(&format!("KILL {id}"))));
    }
    // The first one meets a dead connection; after that every other is looked at before it is used.
    let refused = (0..32).map(|_| read()).filter(|answer| answer.status() != 200);
    let refused = refused.inspect(|answer| drop(answer.problem(ProblemKind::Unavailable))).count();
    assert!(refused <= 1, "{refused} answers were refused");
}

#[test]
fn a_database_that_fails_is_an_internal_error_without_its_words() {
    let app = Shop::start();
    app.database.execute("SET foreign_key_checks = 0; DROP TABLE brands");
    let answers = [
        app.call("list_brands").send(),
        app.call("create_brand").body(&json!({ "name": "Tejo", "slug": "tejo" })).send(),
    ];
    for answer in answers {
        answer.problem(ProblemKind::Internal);
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
    app.call("get_product").id(id(&frame)).send().problem(ProblemKind::Internal);
    app.call("list_products").send().problem(ProblemKind::Internal);
}
