//! `events status`, `tail` and `retained`.

use std::fs::{self, File};

use serde_json::Value;
use service_chassis::testkit::{eventually, fresh_id};

use super::support::{add, command, facts, labels, operator, page, refused};
use crate::parcels::store::PARCEL_CHANGED;
use crate::support::app;

#[test]
fn status_shows_the_feed_and_how_far_each_reader_is_behind() {
    let mut app = app();
    assert!(operator(&app, &["events", "status"]).contains("; 0 not numbered yet\n"));
    for label in ["Gloves", "Boots"] {
        add(&app, label);
    }
    let events = facts(&app, 2);
    let (first, second) = (events[0]["cursor"].as_str().unwrap(), events[1]["cursor"].as_str().unwrap());
    page(&app, &format!("after={first}&reader=post-office.copies"));
    page(&app, &format!("after={second}&reader=shop.copies"));
    app.stop();
    let id = fresh_id().simple();
    app.database.execute(&format!(
        "INSERT INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES \
         (UNHEX('{id}'), 'a', '', '{{}}', UTC_TIMESTAMP(6) - INTERVAL 1 HOUR); \
         UPDATE outbox SET occurred_at = UTC_TIMESTAMP(6) - INTERVAL 2 HOUR WHERE seq = 2"
    ));
    let status = operator(&app, &["events", "status"]);
    let lines: Vec<_> = status.lines().collect();
    let feed = format!("feed: at {second}, 2 kept, the oldest is 1; 1 not numbered yet, the oldest for 36");
    assert!(lines[0].starts_with(&feed), "{status}");
    assert!(lines[1].starts_with(&format!("reader post-office.copies: at {first}, 1 behind for 72")), "{status}");
    assert!(lines[2].starts_with(&format!("reader shop.copies: at {second}, 0 behind for 0 s, seen 2")), "{status}");
}

#[test]
fn tail_prints_events_as_the_feed_has_them() {
    let app = app();
    for label in ["Gloves", "Boots"] {
        add(&app, label);
    }
    let events = facts(&app, 2);
    let cursor = events[0]["cursor"].as_str().unwrap();
    let tail = |arguments: &[&str]| -> Vec<Value> {
        let printed = operator(&app, &[&["events", "tail"], arguments].concat());
        printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    assert_eq!(tail(&[]), events);
    assert_eq!(tail(&["--after", cursor]), events[1..]);
    assert_eq!(tail(&["--type", PARCEL_CHANGED]), events);
    assert_eq!(tail(&["--type", "parcels::Weighed"]), Vec::<Value>::new());
    let (code, message) = refused(&app, &["events", "tail", "--after", "1:1"]);
    assert!(code == Some(1) && message.contains("another history"), "{message}");
    let (code, message) = refused(&app, &["events", "tail", "--after", "x"]);
    assert!(code == Some(2) && message.contains("is not a cursor"), "{message}");
}

#[test]
fn tail_waits_for_further_events() {
    let app = app();
    add(&app, "Gloves");
    facts(&app, 1);
    let path = std::env::temp_dir().join(app.database.url().database());
    let file = File::create(&path).unwrap();
    let mut child = command(&app, &["events", "tail", "--follow"]).stdout(file).spawn().unwrap();
    let printed = |count: usize| {
        eventually("the events are printed", || {
            let text = fs::read_to_string(&path).unwrap();
            (text.matches('\n').count() == count).then_some(text)
        })
    };
    printed(1);
    add(&app, "Boots");
    let events: Vec<Value> = printed(2).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(labels(&events), ["Gloves", "Boots"]);
}

#[test]
fn what_is_kept_is_counted_by_release_and_who_holds_it_is_named() {
    let app = app();
    for label in ["Gloves", "Boots", "Scarf"] {
        add(&app, label);
    }
    let events = facts(&app, 3);
    app.database.execute("UPDATE outbox SET payload = REPLACE(payload, '1.0.0', '0.9.0') WHERE seq = 2");
    app.database.execute(
        "INSERT INTO parked_facts VALUES ('copies', 1, 1, x'01', 'catalog::ProductChanged', REPEAT(x'02', 16), '1.4.0', \
         '{}', 'why', '1.0.0', NOW(6), NULL)",
    );
    page(&app, &format!("after={}&reader=shop.copies", events[0]["cursor"].as_str().unwrap()));
    app.database.execute("DELETE FROM outbox WHERE seq = 1");
    let oldest = events[1]["cursor"].as_str().unwrap();
    let retained = operator(&app, &["events", "retained"]);
    let expected = format!(
        "kept: 1 {PARCEL_CHANGED} by 0.9.0\nkept: 1 {PARCEL_CHANGED} by 1.0.0\nthe oldest is {oldest}: held by shop.copies\n\
         parked: 1 catalog::ProductChanged by 1.4.0\n"
    );
    assert_eq!(retained, expected);
    app.database.execute("DELETE FROM feed_readers");
    assert!(operator(&app, &["events", "retained"]).contains("no reader holds it"));
}

#[test]
fn a_service_without_events_says_so() {
    let test = std::env::current_exe().unwrap();
    let courier = test.parent().unwrap().parent().unwrap().join("examples/courier");
    for (arguments, message) in [
        (["events", "tail"].as_slice(), "publishes nothing"),
        (["events", "epoch"].as_slice(), "publishes nothing"),
        (["events", "dead-letters", "list"].as_slice(), "follows no other"),
    ] {
        let mut command = std::process::Command::new(&courier);
        let output =
            command.args(arguments).env("DATABASE_URL", "mysql://courier@127.0.0.1:1/courier").output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && text.contains(message), "{text}");
    }
}
