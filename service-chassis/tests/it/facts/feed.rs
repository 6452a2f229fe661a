//! Facts: numbered and served.

use std::thread;

use diesel::connection::SimpleConnection;
use serde_json::json;
use service_chassis::testkit::{eventually, fresh_id};

use super::support::{add, facts, labels, page, seq};
use crate::support::app;

/// A statement that writes a fact.
fn insert(label: &str) -> String {
    let id = fresh_id();
    let event = json!({
        "id": id, "type": "parcels::Weighed", "source": "parcels", "dataversion": "1.0.0", "subject": id,
        "time": "2026-11-21T09:00:00Z", "data": { "label": label },
    });
    let id = id.simple();
    format!(
        "INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) \
         VALUES (UNHEX('{id}'), 'parcels::Weighed', UNHEX('{id}'), '{event}', NOW(6));"
    )
}

#[test]
fn facts_are_served_in_order_and_page_by_page() {
    let app = app();
    let parcel = add(&app, "Gloves");
    app.call("update_parcel").id(parcel.id).if_match(1).body(&json!({ "weight": 250 })).send().expect(200);
    add(&app, "Boots");
    let events = facts(&app, 3);
    assert_eq!(events.iter().map(seq).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(labels(&events), ["Gloves", "Gloves", "Boots"]);
    assert_eq!((&events[1]["specversion"], &events[1]["data"]["weight"]), (&json!("1.0"), &json!(250)));
    let first = app.get("/v1/events?limit=1");
    assert_eq!(first.header("feed-head"), events[2]["cursor"].as_str().unwrap());
    let cursor = first.json()[0]["cursor"].as_str().unwrap().to_owned();
    assert_eq!(labels(&page(&app, &format!("after={cursor}&limit=1"))), ["Gloves"]);
    let caching = |query: &str| app.get(&format!("/v1/events?{query}")).header("cache-control").to_owned();
    assert_eq!(caching(&format!("after={cursor}&limit=1")), "private, max-age=3600");
    assert_eq!(caching("limit=1"), "no-store", "the oldest fact is another one when this one is deleted");
    assert_eq!(labels(&page(&app, &format!("after={cursor}"))), ["Gloves", "Boots"]);
}

#[test]
fn a_page_has_half_a_mebibyte_at_most() {
    let app = app();
    app.database.execute(&(0..20).map(|_| insert(&"x".repeat(60_000))).collect::<String>());
    eventually("all are numbered", || {
        (app.database.number("SELECT COALESCE(MAX(seq), 0) AS n FROM outbox_head") == 20).then_some(())
    });
    let first = page(&app, "limit=1000");
    assert_eq!(first.iter().map(seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7, 8]);
    let cursor = first[7]["cursor"].as_str().unwrap();
    assert_eq!(page(&app, &format!("after={cursor}")).len(), 8);
}

#[test]
fn a_fact_that_is_committed_late_is_not_skipped() {
    let app = app();
    let mut slow = app.database.connect();
    slow.batch_execute(&format!("START TRANSACTION; {}", insert("1"))).unwrap();
    app.database.execute(&insert("2"));
    assert_eq!(labels(&facts(&app, 1)), ["2"]);
    slow.batch_execute("COMMIT").unwrap();
    let events = facts(&app, 2);
    assert_eq!(labels(&events), ["2", "1"]);
    assert_eq!(events.iter().map(seq).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_fact_does_not_wait_for_a_later_one_that_is_not_committed() {
    let app = app();
    let (mut first, mut second) = (app.database.connect(), app.database.connect());
    first.batch_execute(&format!("START TRANSACTION; {} {}", insert("1"), insert("2"))).unwrap();
    second.batch_execute(&format!("START TRANSACTION; {}", insert("3"))).unwrap();
    first.batch_execute("COMMIT").unwrap();
    assert_eq!(labels(&facts(&app, 2)), ["1", "2"]);
    second.batch_execute("COMMIT").unwrap();
    assert_eq!(labels(&facts(&app, 3)), ["1", "2", "3"]);
}

#[test]
fn two_processes_give_each_number_once() {
    const THREADS: usize = 4;
    const EACH: usize = 25;
    let app = app();
    let _other = app.another_instance();
    thread::scope(|scope| {
        for worker in 0..THREADS {
            let app = &app;
            scope.spawn(move || (0..EACH).for_each(|at| drop(add(app, &format!("Box {worker}-{at}")))));
        }
    });
    let events = facts(&app, THREADS * EACH);
    let expected: Vec<i64> = (1..).take(THREADS * EACH).collect();
    assert_eq!(events.iter().map(seq).collect::<Vec<_>>(), expected);
}

#[test]
fn another_process_takes_over_when_the_one_that_numbers_ends() {
    let mut app = app();
    add(&app, "Gloves");
    facts(&app, 1);
    let owner = || app.database.names("SELECT HEX(owner) AS name FROM outbox_head");
    let first = owner();
    // As if it had been killed: its lease runs on.
    app.database.execute("UPDATE outbox_head SET owner = UNHEX(REPEAT('AB', 16))");
    let taken = eventually("the lease is taken over", || {
        let owner = owner();
        (owner != ["AB".repeat(16)]).then_some(owner)
    });
    assert_eq!(taken, first);
    app.restart();
    add(&app, "Boots");
    assert_eq!(facts(&app, 2).iter().map(seq).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_reader_waits_for_the_next_fact() {
    let app = app();
    add(&app, "Gloves");
    let cursor = facts(&app, 1)[0]["cursor"].as_str().unwrap().to_owned();
    assert!(page(&app, &format!("after={cursor}&wait=0")).is_empty());
    let events = thread::scope(|scope| {
        let waiting = scope.spawn(|| page(&app, &format!("after={cursor}&wait=30")));
        add(&app, "Boots");
        waiting.join().unwrap()
    });
    assert_eq!(labels(&events), ["Boots"]);
}

#[test]
fn a_query_that_makes_no_sense_is_a_problem() {
    let app = app();
    add(&app, "Gloves");
    let cursor = facts(&app, 1)[0]["cursor"].as_str().unwrap().to_owned();
    let (epoch, _) = cursor.split_once(':').unwrap();
    for (query, pointer) in [
        ("after=x", "/after"),
        ("after=1:-1", "/after"),
        ("limit=0", "/limit"),
        ("limit=1001", "/limit"),
        ("limit=1&limit=2", "/limit"),
        ("wait=31", "/wait"),
        ("wait=-1", "/wait"),
    ] {
        assert_eq!(app.get(&format!("/v1/events?{query}")).problem("invalid"), [pointer], "{query}");
    }
    for gone in ["1:1".to_owned(), "1:0".to_owned(), format!("{epoch}:2"), format!("{epoch}:{}", i64::MAX)] {
        assert_eq!(app.get(&format!("/v1/events?after={gone}")).status(), 410, "{gone}");
    }
    app.database.execute("DELETE FROM outbox");
    assert_eq!(app.get(&format!("/v1/events?after={epoch}:0")).status(), 410, "what is not kept is not skipped");
}
