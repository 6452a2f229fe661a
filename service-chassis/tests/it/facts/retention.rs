//! How long facts are kept, and for whom.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use service_chassis::database::{Error, Transaction};
use service_chassis::facts::{Fact, Follower, Unfit, forget_old_facts};
use service_chassis::testkit::{TestApp, TestClock, eventually};

use super::support::{add, facts, fill, follower, following, operator, page, seq};
use crate::parcels::service::Parcels;
use crate::parcels::store::PARCEL_CHANGED;
use crate::support::{KIT, app};

/// A service at a time that the test moves, with three facts, and their cursors.
fn with_three_facts() -> (Arc<TestClock>, TestApp<Parcels>, Vec<String>) {
    let clock = Arc::new(TestClock::at("2026-11-21T09:00:00Z".parse().unwrap()));
    let app = KIT.app_at(KIT.database(), &[], Arc::<TestClock>::clone(&clock));
    for label in ["Gloves", "Boots", "Scarf"] {
        add(&app, label);
    }
    let cursors = facts(&app, 3).iter().map(|event| event["cursor"].as_str().unwrap().to_owned()).collect();
    (clock, app, cursors)
}

fn acknowledge(app: &TestApp<Parcels>, reader: &str, cursor: &str) {
    page(app, &format!("after={cursor}&reader={reader}"));
}

async fn kept(app: &TestApp<Parcels>) -> Vec<i64> {
    // The service itself may have been faster.
    forget_old_facts(app.chassis()).await.unwrap();
    page(app, "limit=1000").iter().map(seq).collect()
}

fn places(app: &TestApp<Parcels>) -> Vec<String> {
    app.database.names("SELECT CONCAT(reader, ' ', seq) AS name FROM feed_readers ORDER BY reader")
}

#[actix_web::test]
async fn a_fact_goes_when_it_is_old_and_every_reader_has_acknowledged_it() {
    let (clock, app, cursors) = with_three_facts();
    acknowledge(&app, "a.products", &cursors[2]);
    acknowledge(&app, "b.products", &cursors[0]);
    clock.advance(TimeDelta::days(7));
    assert_eq!(kept(&app).await, [1, 2, 3], "none is old");
    clock.advance(TimeDelta::seconds(1));
    assert_eq!(kept(&app).await, [2, 3], "one reader has not dealt with the others");
    assert_eq!(app.get(&format!("/v1/events?after={}&reader=b.products", cursors[0])).status(), 200);
    clock.advance(TimeDelta::seconds(5));
    acknowledge(&app, "b.products", &cursors[2]);
    add(&app, "Cap");
    facts(&app, 3);
    assert_eq!(kept(&app).await, [4], "a young one stays, whoever has read it");
    assert_eq!(app.get(&format!("/v1/events?after={}", cursors[1])).status(), 410);
}

#[actix_web::test]
async fn a_reader_that_does_not_come_is_not_waited_for_for_ever() {
    let (clock, app, cursors) = with_three_facts();
    acknowledge(&app, "a.products", &cursors[0]);
    clock.advance(TimeDelta::days(30));
    assert_eq!(kept(&app).await, [2, 3]);
    acknowledge(&app, "b.products", &cursors[2]);
    clock.advance(TimeDelta::seconds(1));
    assert_eq!(kept(&app).await, Vec::<i64>::new());
    assert_eq!(places(&app), ["b.products 3"]);
}

#[actix_web::test]
async fn without_a_reader_facts_go_when_they_are_old() {
    let (clock, app, _) = with_three_facts();
    clock.advance(TimeDelta::days(8));
    assert_eq!(kept(&app).await, Vec::<i64>::new());
    add(&app, "Cap");
    assert_eq!(seq(&facts(&app, 1)[0]), 4, "the numbers go on");
}

#[actix_web::test]
async fn a_reader_in_an_earlier_epoch_holds_everything() {
    let (clock, app, cursors) = with_three_facts();
    acknowledge(&app, "a.products", &cursors[2]);
    operator(&app, &["events", "new-epoch", "--yes"]);
    clock.advance(TimeDelta::days(8));
    assert_eq!(kept(&app).await, [1, 2, 3]);
    let head = app.get("/v1/events?limit=1").header("feed-head").to_owned();
    acknowledge(&app, "a.products", &head);
    assert_eq!(kept(&app).await, Vec::<i64>::new());
}

#[test]
fn a_place_is_written_now_and_then_and_never_moves_back() {
    let (clock, app, cursors) = with_three_facts();
    acknowledge(&app, "a.products", &cursors[0]);
    acknowledge(&app, "a.products", &cursors[1]);
    assert_eq!(places(&app), ["a.products 1"], "it was written just now");
    clock.advance(TimeDelta::seconds(5));
    acknowledge(&app, "a.products", &cursors[1]);
    clock.advance(TimeDelta::seconds(5));
    acknowledge(&app, "a.products", &cursors[0]);
    assert_eq!(places(&app), ["a.products 2"]);
    app.database.execute("UPDATE outbox_head SET seq = 200");
    let (epoch, _) = cursors[0].split_once(':').unwrap();
    app.get(&format!("/v1/events?after={epoch}:200&reader=a.products")).expect(200);
    assert_eq!(places(&app), ["a.products 200"], "a page further, at once");
}

#[test]
fn a_reader_that_is_nowhere_or_has_no_name_is_not_kept() {
    let (_, app, cursors) = with_three_facts();
    for name in ["", "a/products", "a%00", "%F0%9F%A5%BE", "a%20products", &"a".repeat(81)] {
        let answer = app.get(&format!("/v1/events?after={}&reader={name}", cursors[0]));
        assert_eq!(answer.problem("invalid"), ["/reader"], "{name}");
    }
    let (epoch, _) = cursors[0].split_once(':').unwrap();
    for gone in ["1:1".to_owned(), format!("{epoch}:4"), format!("{epoch}:{}", i64::MAX)] {
        assert_eq!(app.get(&format!("/v1/events?after={gone}&reader=forger")).status(), 410, "{gone}");
    }
    page(&app, "reader=nowhere");
    assert!(places(&app).is_empty());
}

#[test]
fn a_page_of_another_origin_is_no_reader() {
    let (_, app, cursors) = with_three_facts();
    let call = |query: &str| app.call("list_events").query(query).header("sec-fetch-site", "cross-site").send();
    call(&format!("after={}&reader=a.products", cursors[2])).problem("forbidden");
    assert!(places(&app).is_empty());
    assert_eq!(call(&format!("after={}", cursors[2])).status(), 200, "what changes nothing is answered");
}

#[test]
fn there_are_a_hundred_readers_at_most() {
    let (_, app, cursors) = with_three_facts();
    let name = |at: i32| format!("('reader-{at}', 1, 0, NOW(6))");
    let rows: Vec<_> = (0..100).map(name).collect();
    app.database.execute(&format!("INSERT INTO feed_readers VALUES {}", rows.join(", ")));
    let answer = app.call("list_events").query(&format!("after={}&reader=one-more", cursors[0])).send();
    assert_eq!(answer.problem("invalid"), ["/reader"]);
    acknowledge(&app, "reader-7", &cursors[1]);
    assert_eq!(app.database.number("SELECT seq AS n FROM feed_readers WHERE reader = 'reader-7'"), 2);
}

#[actix_web::test]
async fn many_facts_go_in_batches() {
    let (clock, app, _) = with_three_facts();
    fill(&app, 1_200);
    clock.advance(TimeDelta::days(8));
    assert_eq!(kept(&app).await, Vec::<i64>::new());
}

/// How many facts were taken.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

fn count(_: &mut Transaction, _: &Fact, _: DateTime<Utc>) -> Result<Result<(), Unfit>, Error> {
    TAKEN.fetch_add(1, Ordering::AcqRel);
    Ok(Ok(()))
}

#[test]
fn nothing_goes_before_a_follower_has_taken_it() {
    const FACTS: usize = 3_000;
    let (publisher, copies) = (KIT.app(KIT.database(), &[("EVENTS_KEEP_DAYS", "0")]), app());
    let forget = || actix_web::rt::System::new().block_on(forget_old_facts(publisher.chassis())).unwrap();
    following(&copies, publisher.url(), Follower::new("copies", &[PARCEL_CHANGED], count), || {
        eventually("it is known", || (!places(&publisher).is_empty()).then_some(()));
        fill(&publisher, FACTS);
        let last = format!("SELECT COUNT(*) AS n FROM checkpoints WHERE seq = {FACTS}");
        eventually("all are taken while facts are forgotten", || {
            forget();
            (copies.database.number(&last) == 1).then_some(())
        });
        eventually("they are forgotten", || {
            forget();
            (publisher.database.count("outbox") < 500).then_some(())
        });
    });
    assert_eq!(TAKEN.load(Ordering::Acquire), FACTS);
}

#[test]
fn a_follower_says_who_it_is_and_how_far() {
    let (publisher, copies) = (app(), app());
    add(&publisher, "Gloves");
    facts(&publisher, 1);
    following(&copies, publisher.url(), follower("copies"), || {
        eventually("it is known", || (!places(&publisher).is_empty()).then_some(()));
    });
    assert!(places(&publisher)[0].starts_with("parcels.copies "));
    // A name that the feed would refuse is left out.
    following(&copies, publisher.url(), follower("copies/2"), || {
        add(&publisher, "Boots");
        let place = "SELECT COUNT(*) AS n FROM checkpoints WHERE consumer = 'copies/2' AND seq = 2";
        eventually("it reads all the same", || (copies.database.number(place) == 1).then_some(()));
    });
    assert_eq!(places(&publisher).len(), 1);
}
