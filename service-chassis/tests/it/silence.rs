//! A database that does not answer, and does not say so.

use std::net::TcpListener;
use std::thread;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::RunQueryDsl as _;
use diesel::connection::SimpleConnection;
use serde_json::json;
use service_chassis::config::DatabaseUrl;
use service_chassis::database::Connection;
use service_chassis::testkit::{Answer, Proxy, TestApp, TestDatabase, eventually, fresh_id};
use service_chassis::{Clock, SystemClock};

use crate::parcels::service::Parcels;
use crate::support::KIT;

const CONNECTIONS: usize = 4;
const DEADLINE: TimeDelta = TimeDelta::seconds(2);
const DEADLINE_MS: &str = "2000";

/// The proxy is dropped first: a silent connection may be in a transaction, which keeps the database from being dropped.
fn behind_a_proxy() -> (TestApp<Parcels>, Proxy) {
    let proxy = Proxy::to(TestDatabase::server_address());
    let database = KIT.database();
    let url = database.url_through(proxy.port());
    let variables = [("DATABASE_URL", url.secret()), ("DATABASE_DEADLINE_MS", DEADLINE_MS), ("HTTP_WORKERS", "1")];
    let app = KIT.app(database, &variables);
    every_connection_works(&app);
    (app, proxy)
}

fn read(app: &TestApp<Parcels>) -> Answer {
    app.call("list_parcels").send()
}

fn now() -> DateTime<Utc> {
    SystemClock.now()
}

/// As many requests as there are connections, all in the database at once.
fn every_connection_works(app: &TestApp<Parcels>) {
    let body = json!({ "label": fresh_id(), "weight": 240, "size": { "length": 310 } });
    let parcel = app.call("create_parcel").key(&fresh_id().to_string()).body(&body).send().expect(201);
    let id = parcel["id"].as_str().unwrap();
    let mut blocker = app.database.connect();
    blocker.batch_execute("START TRANSACTION; SELECT * FROM parcels FOR UPDATE").unwrap();
    let update = || app.call("update_parcel").id(id).if_match(1).body(&json!({ "weight": 250 })).send().status();
    thread::scope(|scope| {
        let updates: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(update)).collect();
        let waiting = "SELECT COUNT(*) AS n FROM information_schema.processlist \
                       WHERE db = DATABASE() AND command = 'Execute' AND info LIKE 'UPDATE parcels%'";
        let waiting = || usize::try_from(app.database.number(waiting)).unwrap();
        eventually("every connection waits for the row", || (waiting() == CONNECTIONS).then_some(()));
        blocker.batch_execute("ROLLBACK").unwrap();
        let mut statuses: Vec<_> = updates.into_iter().map(|update| update.join().unwrap()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412]);
    });
}

#[test]
fn connections_that_went_silent_under_load_are_replaced_within_the_deadline() {
    let (app, proxy) = behind_a_proxy();
    proxy.silence();
    let begin = now();
    thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| read(&app).problem("unavailable"));
        }
    });
    eventually("it answers again", || (read(&app).status() == 200).then_some(()));
    assert!(now() - begin < DEADLINE + TimeDelta::seconds(1), "{}", now() - begin);
    every_connection_works(&app);
}

#[test]
fn idle_connections_that_went_silent_cost_one_deadline_and_not_one_each() {
    let (app, proxy) = behind_a_proxy();
    proxy.silence();
    let begin = now();
    read(&app).problem("unavailable");
    read(&app).expect(200);
    assert!(now() - begin < DEADLINE + TimeDelta::seconds(1), "{}", now() - begin);
    every_connection_works(&app);
}

#[test]
fn a_probe_of_readiness_finds_silence_before_the_deadline() {
    let (app, proxy) = behind_a_proxy();
    proxy.silence();
    let begin = now();
    assert_eq!(app.get("/health/ready").status(), 503);
    eventually("it is ready again", || (app.get("/health/ready").status() == 200).then_some(()));
    read(&app).expect(200);
    assert!(now() - begin < DEADLINE, "{}", now() - begin);
}

/// What a server does that is frozen and thawed: connections are taken, and nothing on them is answered meanwhile.
#[test]
fn a_server_that_freezes_is_used_again_when_it_thaws() {
    let (app, proxy) = behind_a_proxy();
    proxy.stall(true);
    for _ in 0..3 {
        read(&app).problem("unavailable");
    }
    assert_eq!(app.get("/health/ready").status(), 503);
    assert_eq!(app.get("/health/live").status(), 200);
    proxy.stall(false);
    let begin = now();
    eventually("it answers again", || (read(&app).status() == 200).then_some(()));
    assert!(now() - begin < DEADLINE + TimeDelta::seconds(1), "{}", now() - begin);
    every_connection_works(&app);
}

/// Each of them would keep a thread for as long as a request waits for a connection.
#[test]
fn requests_do_not_queue_for_a_server_that_is_gone() {
    let (app, proxy) = behind_a_proxy();
    proxy.cut();
    for _ in 0..=CONNECTIONS {
        read(&app).problem("unavailable");
    }
    let begin = now();
    thread::scope(|scope| (0..32).for_each(|_| drop(scope.spawn(|| read(&app).problem("unavailable")))));
    assert!(now() - begin < TimeDelta::seconds(4), "{}", now() - begin);
    proxy.mend();
    eventually("it answers again", || (read(&app).status() == 200).then_some(()));
}

#[test]
fn a_server_that_never_greets_is_given_up() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("mysql://parcels:secret@{}/parcels", server.local_addr().unwrap());
    let begin = now();
    let error = Connection::open(&address.parse().unwrap()).err().unwrap();
    assert!(error.to_string().starts_with("reach the database: "), "{error}");
    assert!(now() - begin < TimeDelta::seconds(5), "{}", now() - begin);
}

#[test]
fn work_outside_the_pool_may_take_longer_than_connecting() {
    let database = KIT.empty_database();
    database.open().mysql().batch_execute("DO SLEEP(4)").unwrap();
}

#[test]
fn a_server_without_a_free_connection_is_used_again_when_it_has_one() {
    let database = KIT.database();
    let (name, user) =
        (database.url().database().to_owned(), format!("clerk_{}", &fresh_id().simple().to_string()[20..]));
    database.execute(&format!("CREATE USER {user} IDENTIFIED BY 'secret' WITH MAX_USER_CONNECTIONS 2"));
    database.execute(&format!("GRANT ALL ON {name}.* TO {user}"));
    let url: DatabaseUrl = format!("mysql://{user}:secret@{}/{name}", TestDatabase::server_address()).parse().unwrap();
    let taken = [Connection::open(&url).unwrap(), Connection::open(&url).unwrap()];
    let app = KIT.app(database, &[("DATABASE_URL", url.secret()), ("DATABASE_TIMEOUT_MS", "200")]);
    read(&app).problem("unavailable");
    drop(taken);
    eventually("it answers", || (read(&app).status() == 200).then_some(()));
    app.database.execute(&format!("DROP USER {user}"));
}

#[derive(diesel::QueryableByName)]
struct Seconds {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

#[test]
fn a_transaction_of_a_silent_client_does_not_hold_its_locks_for_hours() {
    let database = KIT.database();
    if database.number("SELECT VERSION() LIKE '%MariaDB%' AS n") == 0 {
        return; // MySQL has no such limit.
    }
    let limit = diesel::sql_query("SELECT CAST(@@idle_transaction_timeout AS SIGNED) AS n");
    assert_eq!(limit.get_result::<Seconds>(database.open().mysql()).unwrap().n, 15);
}
