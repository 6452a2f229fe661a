//! The database goes away and comes back: the service says so, and recovers by itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Application;
use crate::testkit::{Kit, Proxy, TestApp, TestDatabase, eventually};

/// The id of an operation that reads without an id.
fn list<A: Application>(kit: &'static Kit<A>) -> &'static str {
    let lists = |method: &str, with_id: bool| method == "GET" && !with_id;
    let found = kit.operations().iter().find(|operation| lists(&operation.method, operation.has_path_id()));
    &found.expect("no operation reads a list").id
}

/// 503 while it is away.
pub fn without_its_database_it_answers_503_and_recovers<A: Application>(kit: &'static Kit<A>) {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = kit.database();
    let url = database.url_through(proxy.port());
    let app = kit.app(database, &[("DATABASE_URL", url.secret()), ("DATABASE_TIMEOUT_MS", "500")]);
    let read = || app.call(list(kit)).send();
    read().expect(200);
    proxy.cut();
    for _ in 0..3 {
        let answer = read();
        answer.problem("unavailable");
        assert_eq!(answer.header("retry-after"), "1");
    }
    assert_eq!(app.get("/health/ready").status(), 503);
    assert_eq!(app.get("/health/live").status(), 200);
    proxy.mend();
    eventually("it is ready again", || (app.get("/health/ready").status() == 200).then_some(()));
    read().expect(200);
}

/// After one answer that met a dead connection, every other connection is looked at before it is used.
pub fn a_restart_of_the_database_costs_at_most_one_answer<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[("HTTP_WORKERS", "2")]);
    let read = || app.call(list(kit)).send();
    // Opens several connections.
    std::thread::scope(|scope| (0..16).for_each(|_| drop(scope.spawn(|| read().expect(200)))));
    kill_connections(&app);
    let refused = (0..32).map(|_| read()).filter(|answer| answer.status() != 200);
    let refused = refused.inspect(|answer| drop(answer.problem("unavailable"))).count();
    assert!(refused <= 1, "{refused} answers were refused");
}

fn kill_connections<A: Application>(app: &TestApp<A>) {
    let open = app.database.names(
        "SELECT CAST(id AS CHAR) AS name FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()",
    );
    assert!(!open.is_empty());
    for id in open {
        // A connection may have been closed since.
        let _ = catch_unwind(AssertUnwindSafe(|| app.database.execute(&format!("KILL {id}"))));
    }
}

/// Nothing that the database says gets into a body.
pub fn a_database_that_fails_is_an_internal_error_without_its_words<A: Application>(kit: &'static Kit<A>) {
    let app = kit.app(kit.database(), &[]);
    let tables = kit.service().tables().unwrap();
    let dropped: Vec<_> = tables.iter().map(|table| format!("DROP TABLE {}", table.name)).collect();
    app.database.execute(&format!("SET foreign_key_checks = 0; {}", dropped.join("; ")));
    let answer = app.call(list(kit)).send();
    answer.problem("internal");
    assert!(answer.as_problem().detail.is_none());
    for table in tables {
        assert!(!answer.text().contains(&table.name), "{}", answer.text());
    }
}
