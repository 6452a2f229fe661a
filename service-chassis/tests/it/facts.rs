//! Facts: numbered, served, followed.

use std::thread;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::FutureExt as _;
use serde_json::{Value, json};
use service_chassis::config::Variables;
use service_chassis::database::{Broken, Error, Transaction};
use service_chassis::facts::{Fact, Follower, Unfit, follow};
use service_chassis::peer::PeerConfig;
use service_chassis::testkit::{TestApp, eventually, fresh_id};

use crate::parcels::contract::{ParcelPage, ParcelView};
use crate::parcels::service::Parcels;
use crate::parcels::store::{self, PARCEL_CHANGED};
use crate::support::app;

fn add(app: &TestApp<Parcels>, label: &str) -> ParcelView {
    let body = json!({ "label": label, "weight": 240, "size": { "length": 310 } });
    app.call("create_parcel").key(&fresh_id().to_string()).body(&body).send().view(201)
}

fn page(app: &TestApp<Parcels>, query: &str) -> Vec<Value> {
    let answer = app.call("list_events").query(query).send();
    assert_eq!(answer.content_type(), "application/cloudevents-batch+json", "{}", answer.text());
    answer.json().as_array().unwrap().clone()
}

/// All facts, once there are `count`.
fn facts(app: &TestApp<Parcels>, count: usize) -> Vec<Value> {
    eventually("every fact has its number", || {
        let page = page(app, "limit=1000");
        (page.len() == count).then_some(page)
    })
}

fn seq(event: &Value) -> i64 {
    event["cursor"].as_str().unwrap().split_once(':').unwrap().1.parse().unwrap()
}

fn labels(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["data"]["label"].as_str().unwrap()).collect()
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
    assert_eq!(labels(&page(&app, &format!("after={cursor}"))), ["Gloves", "Boots"]);
}

#[test]
fn a_fact_that_is_committed_late_is_not_skipped() {
    let app = app();
    let insert = |label: u8| {
        let id = fresh_id();
        let event = json!({
            "id": id, "type": "parcels::Weighed", "source": "parcels", "dataversion": "1.0.0", "subject": id,
            "time": "2026-11-21T09:00:00Z", "data": { "label": label.to_string() },
        });
        let id = id.simple();
        format!(
            "INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) \
             VALUES (UNHEX('{id}'), 'parcels::Weighed', UNHEX('{id}'), '{event}', NOW(6))"
        )
    };
    let mut slow = app.database.connect();
    slow.batch_execute(&format!("START TRANSACTION; {}", insert(1))).unwrap();
    app.database.execute(&insert(2));
    assert_eq!(labels(&facts(&app, 1)), ["2"]);
    slow.batch_execute("COMMIT").unwrap();
    let events = facts(&app, 2);
    assert_eq!(labels(&events), ["2", "1"]);
    assert_eq!(events.iter().map(seq).collect::<Vec<_>>(), [1, 2]);
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

/// Adds or replaces the copy of a parcel.
fn copy(
    transaction: &mut Transaction,
    fact: &Fact,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Result<(), Unfit>, Error> {
    let view: ParcelView = match serde_json::from_value(fact.event["data"].clone()) {
        Ok(view) => view,
        Err(error) => return Ok(Err(Unfit::new(error.to_string()))),
    };
    replace(transaction, &view, now)
}

fn replace(
    transaction: &mut Transaction,
    view: &ParcelView,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Result<(), Unfit>, Error> {
    let id = view.id.as_bytes().as_slice();
    diesel::delete(crate::parcels::contract::parcels::table.find(id)).execute(transaction)?;
    match store::put(transaction, view, now) {
        Ok(_) => Ok(Ok(())),
        Err(error) if Broken::of(&error).is_some() => Ok(Err(Unfit::new("another parcel has the label"))),
        Err(error) => Err(error.into()),
    }
}

fn follower(consumer: &'static str) -> Follower {
    Follower::new(consumer, &[PARCEL_CHANGED], copy)
}

fn follower_with_snapshot(consumer: &'static str) -> Follower {
    follower(consumer).beginning_with(|chassis, peer| {
        async move {
            let cause = service_chassis::http::RequestId(chassis.next_uuid());
            let reply = peer.call(actix_web::http::Method::GET, "/v1/parcels?limit=100", cause).send().await?;
            let (page, now) = (reply.json::<ParcelPage>()?, chassis.now());
            chassis
                .database
                .run(move |connection| {
                    for view in &page.items {
                        let copied = connection.transaction(|transaction| replace(transaction, view, now))?;
                        copied.map_err(Error::corrupt)?;
                    }
                    Ok(())
                })
                .await?;
            Ok(())
        }
        .boxed_local()
    })
}

/// Follows `publisher` into the database of `copies` while `during` runs.
fn following(copies: &TestApp<Parcels>, publisher: &TestApp<Parcels>, follower: Follower, during: impl FnOnce()) {
    let (chassis, url) = (copies.chassis().clone(), publisher.url().to_owned());
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let thread = thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let lookup = |name: &str| (name == "POST_OFFICE_URL").then(|| url.clone());
            let config = PeerConfig::read(&Variables::new(&lookup), "post-office", "", 2_000).unwrap();
            let task = follow(&chassis, &config, follower);
            futures_util::future::select(task, stopped).await;
        });
    });
    during();
    stop.send(()).unwrap();
    thread.join().unwrap();
}

fn copied(app: &TestApp<Parcels>) -> Vec<String> {
    app.database.names("SELECT CONCAT(label, ' ', weight) AS name FROM parcels ORDER BY label")
}

#[test]
fn a_follower_begins_with_a_snapshot_and_goes_on_with_the_feed() {
    let (publisher, copies) = (app(), app());
    let gloves = add(&publisher, "Gloves");
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("the snapshot is there", || (copied(&copies) == ["Gloves 240"]).then_some(()));
        add(&publisher, "Boots");
        let heavier = json!({ "weight": 250 });
        publisher.call("update_parcel").id(gloves.id).if_match(1).body(&heavier).send().expect(200);
        eventually("the changes are there", || (copied(&copies) == ["Boots 240", "Gloves 250"]).then_some(()));
    });
    // What happens meanwhile is made up for.
    add(&publisher, "Scarf");
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("it goes on", || (copied(&copies).len() == 3).then_some(()));
    });
    assert_eq!(copies.database.count("parked_facts"), 0);
}

#[test]
fn a_follower_without_a_snapshot_begins_with_the_oldest_fact() {
    let (publisher, copies) = (app(), app());
    for label in ["Gloves", "Boots", "Scarf"] {
        add(&publisher, label);
    }
    facts(&publisher, 3);
    publisher.database.execute("DELETE FROM outbox WHERE seq = 1");
    following(&copies, &publisher, follower("copies"), || {
        eventually("the facts are there", || (copied(&copies) == ["Boots 240", "Scarf 240"]).then_some(()));
    });
}

#[test]
fn a_fact_that_does_not_fit_is_parked_with_the_later_ones_about_its_subject() {
    let (publisher, copies) = (app(), app());
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("it has begun", || (copies.database.count("checkpoints") == 1).then_some(()));
        add(&copies, "Gloves");
        let gloves = add(&publisher, "Gloves");
        publisher.call("update_parcel").id(gloves.id).if_match(1).body(&json!({ "weight": 250 })).send().expect(200);
        add(&publisher, "Boots");
        eventually("the others are taken", || (copied(&copies) == ["Boots 240", "Gloves 240"]).then_some(()));
    });
    let reasons = copies.database.names("SELECT reason AS name FROM parked_facts ORDER BY seq");
    assert_eq!(reasons, ["another parcel has the label", "waits behind an earlier fact"]);
}

#[test]
fn another_history_is_read_from_its_snapshot() {
    let (publisher, copies) = (app(), app());
    add(&publisher, "Gloves");
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("the snapshot is there", || (copies.database.count("checkpoints") == 1).then_some(()));
    });
    publisher.database.execute("UPDATE outbox_head SET epoch = epoch + 1; UPDATE parcels SET weight = 260");
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("it is read again", || (copied(&copies) == ["Gloves 260"]).then_some(()));
    });
}

/// What a command of the binary prints.
fn operator(app: &TestApp<Parcels>, arguments: &[&str]) -> String {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().unwrap().parent().unwrap().join("examples/parcels");
    let mut command = std::process::Command::new(program);
    let output = command.args(arguments).env("DATABASE_URL", app.database.url().secret()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_parked_fact_is_tried_again_when_a_person_asks_for_it() {
    let (publisher, copies) = (app(), app());
    let parked = || copies.database.count("parked_facts");
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("it has begun", || (copies.database.count("checkpoints") == 1).then_some(()));
        add(&copies, "Gloves");
        let gloves = add(&publisher, "Gloves");
        publisher.call("update_parcel").id(gloves.id).if_match(1).body(&json!({ "weight": 250 })).send().expect(200);
        eventually("both are parked", || (parked() == 2).then_some(()));
    });
    let status = operator(&copies, &["events", "status"]);
    assert!(status.contains("consumer copies: at ") && status.contains(", 2 parked"), "{status}");
    let list = operator(&copies, &["events", "dead-letters", "list", "--type", PARCEL_CHANGED]);
    assert!(list.lines().count() == 2 && list.contains("by 1.0.0, parked "), "{list}");
    assert_eq!(operator(&copies, &["events", "dead-letters", "list", "--consumer", "nobody"]), "");
    let redrive = ["events", "dead-letters", "redrive"];
    assert_eq!(operator(&copies, &redrive), "2 of them; confirm with --yes\n");

    // Nothing was mended, so they stay, in their order.
    operator(&copies, &[redrive.as_slice(), &["--yes"]].concat());
    let asked = "SELECT COUNT(*) AS n FROM parked_facts WHERE redrive_at IS NOT NULL";
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("they were tried", || (copies.database.number(asked) == 0).then_some(()));
    });
    assert_eq!(parked(), 2);

    copies.database.execute("DELETE FROM parcels");
    operator(&copies, &[redrive.as_slice(), &["--yes"]].concat());
    following(&copies, &publisher, follower_with_snapshot("copies"), || {
        eventually("they are taken", || (copied(&copies) == ["Gloves 250"]).then_some(()));
    });
    assert_eq!(parked(), 0);
}

#[test]
fn a_parked_fact_that_is_not_wanted_is_deleted() {
    let app = app();
    let park = "INSERT INTO parked_facts VALUES ('copies', 1, 1, x'01', 't', REPEAT(x'02', 16), '1.0.0', '{}', 'why', '1.0.0', NOW(6), NULL)";
    app.database.execute(park);
    assert_eq!(operator(&app, &["events", "dead-letters", "discard"]), "1 of them; confirm with --yes\n");
    assert_eq!(app.database.count("parked_facts"), 1);
    assert_eq!(operator(&app, &["events", "dead-letters", "discard", "--yes"]), "1 deleted\n");
    assert_eq!(app.database.count("parked_facts"), 0);
}
