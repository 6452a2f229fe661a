//! A follower: where it begins, and what it takes.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::http::Method;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use futures_util::FutureExt as _;
use serde_json::json;
use service_chassis::database::{Error, Transaction};
use service_chassis::facts::{Fact, Follower, Unfit};
use service_chassis::testkit::eventually;

use super::support::{add, copied, copy, facts, fill, follower, follower_with_snapshot, following};
use crate::parcels::store::PARCEL_CHANGED;
use crate::support::app;

#[test]
fn a_follower_begins_with_a_snapshot_and_goes_on_with_the_feed() {
    let (publisher, copies) = (app(), app());
    let gloves = add(&publisher, "Gloves");
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
        eventually("the snapshot is there", || (copied(&copies) == ["Gloves 240"]).then_some(()));
        add(&publisher, "Boots");
        let heavier = json!({ "weight": 250 });
        publisher.call("update_parcel").id(gloves.id).if_match(1).body(&heavier).send().expect(200);
        eventually("the changes are there", || (copied(&copies) == ["Boots 240", "Gloves 250"]).then_some(()));
    });
    // What happens meanwhile is made up for.
    add(&publisher, "Scarf");
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
        eventually("it goes on", || (copied(&copies).len() == 3).then_some(()));
    });
    assert_eq!(copies.database.count("parked_facts"), 0);
}

#[test]
fn a_follower_that_begins_does_not_set_back_another_process() {
    let (publisher, copies) = (app(), app());
    for label in ["Gloves", "Boots"] {
        add(&publisher, label);
    }
    facts(&publisher, 2);
    // While it reads the snapshot, another process has begun and gone behind the first fact.
    let slow = follower("copies").beginning_with(|chassis, peer| {
        async move {
            let cause = service_chassis::http::RequestId(chassis.next_uuid());
            let reply = peer.call(Method::GET, "/v1/events?limit=1", cause).send().await?;
            let first: Vec<serde_json::Value> = reply.json()?;
            let place = first[0]["cursor"].as_str().unwrap().replace(':', ", ");
            let insert = format!("INSERT INTO checkpoints VALUES ('copies', {place}, NOW(6))");
            chassis
                .database
                .run(move |connection| Ok(diesel::sql_query(insert).execute(connection.mysql()).map(drop)?))
                .await?;
            Ok(())
        }
        .boxed_local()
    });
    following(&copies, publisher.url(), slow, || {
        eventually("it goes on from there", || (copied(&copies) == ["Boots 240"]).then_some(()));
    });
}

#[test]
fn a_follower_without_a_snapshot_begins_with_the_oldest_fact() {
    let (publisher, copies) = (app(), app());
    for label in ["Gloves", "Boots", "Scarf"] {
        add(&publisher, label);
    }
    facts(&publisher, 3);
    publisher.database.execute("DELETE FROM outbox WHERE seq = 1");
    following(&copies, publisher.url(), follower("copies"), || {
        eventually("the facts are there", || (copied(&copies) == ["Boots 240", "Scarf 240"]).then_some(()));
    });
}

#[test]
fn a_fact_that_does_not_fit_is_parked_with_the_later_ones_about_its_subject() {
    let (publisher, copies) = (app(), app());
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
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
fn a_fact_that_the_database_does_not_take_is_tried_again() {
    static TRIES: AtomicUsize = AtomicUsize::new(0);
    fn fails_twice(transaction: &mut Transaction, fact: &Fact, now: DateTime<Utc>) -> Result<Result<(), Unfit>, Error> {
        match TRIES.fetch_add(1, Ordering::AcqRel) {
            0 | 1 => Err(Error::Unavailable("the disk is full".to_owned())),
            _ => copy(transaction, fact, now),
        }
    }
    let (publisher, copies) = (app(), app());
    add(&publisher, "Gloves");
    facts(&publisher, 1);
    following(&copies, publisher.url(), Follower::new("copies", &[PARCEL_CHANGED], fails_twice), || {
        eventually("it is taken", || (copied(&copies) == ["Gloves 240"]).then_some(()));
    });
    assert_eq!((TRIES.load(Ordering::Acquire), copies.database.count("parked_facts")), (3, 0));
}

#[test]
fn a_long_backlog_is_read_page_by_page() {
    const FACTS: usize = 20_000;
    /// How many facts were taken at each time: those of a page are taken at the same.
    static PAGES: Mutex<BTreeMap<DateTime<Utc>, usize>> = Mutex::new(BTreeMap::new());
    fn count(_: &mut Transaction, _: &Fact, now: DateTime<Utc>) -> Result<Result<(), Unfit>, Error> {
        *PAGES.lock().unwrap().entry(now).or_default() += 1;
        Ok(Ok(()))
    }
    let (publisher, copies) = (app(), app());
    fill(&publisher, FACTS);
    following(&copies, publisher.url(), Follower::new("copies", &[PARCEL_CHANGED], count), || {
        let place = "SELECT COALESCE(MAX(seq), 0) AS n FROM checkpoints";
        eventually("all are read", || (copies.database.number(place) == FACTS as i64).then_some(()));
    });
    let pages = PAGES.lock().unwrap();
    assert_eq!((pages.values().sum(), copies.database.count("parked_facts")), (FACTS, 0));
    assert!(pages.values().all(|facts| *facts <= 500), "{pages:?}");
}
