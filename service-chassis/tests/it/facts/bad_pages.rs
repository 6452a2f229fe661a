//! A peer whose feed is not as it should be: nothing is skipped, and what cannot be taken is parked with the reason.

use std::sync::Mutex;

use serde_json::{Value, json};
use service_chassis::testkit::eventually;

use super::support::{copied, follower, following};
use crate::parcels::store::PARCEL_CHANGED;
use crate::support::{FakePeer, app};

/// A fact about a parcel with this label, as number `seq`.
fn fact(seq: u8, label: &str) -> Value {
    let id = format!("00000000-0000-7000-8000-0000000000{seq:02}");
    json!({
        "specversion": "1.0", "cursor": format!("7:{seq}"), "id": id, "type": PARCEL_CHANGED, "source": "parcels",
        "dataversion": "1.0.0", "subject": id, "time": "2026-11-21T09:00:00Z",
        "data": { "id": id, "label": label, "weight": 240, "version": 1 },
    })
}

/// What a query says about `name`.
fn parameter(path: &str, name: &str) -> Option<usize> {
    let (_, query) = path.split_once('?')?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    value.rsplit(':').next()?.parse().ok()
}

/// A feed with these facts, numbered from 1 on.
fn feed(facts: &[Value]) -> FakePeer {
    let facts: Vec<_> = facts.iter().map(Value::to_string).collect();
    FakePeer::that_answers(move |path| {
        let (after, limit) = (parameter(path, "after").unwrap_or(0), parameter(path, "limit").unwrap());
        let page = &facts[after..facts.len().min(after + limit)];
        ok(facts.len(), &format!("[{}]", page.join(",")))
    })
}

fn ok(head: usize, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nfeed-head: 7:{head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[test]
fn a_page_that_is_none_is_asked_for_again_and_nothing_of_it_is_taken() {
    let mut beyond = fact(1, "Gloves");
    beyond["cursor"] = json!(format!("7:{}", i64::MAX));
    let mut nameless = fact(2, "Boots");
    nameless.as_object_mut().unwrap().remove("id");
    let bad = [
        "<html>".to_owned(),
        "[".repeat(100_000),
        json!([fact(1, "Gloves"), fact(3, "Boots")]).to_string(),
        json!([fact(1, "Gloves"), fact(1, "Gloves")]).to_string(),
        json!([fact(1, "Gloves"), nameless]).to_string(),
        json!([beyond]).to_string(),
    ];
    let copies = app();
    copies.database.execute("INSERT INTO checkpoints VALUES ('copies', 7, 0, NOW(6))");
    for page in bad {
        let answer = ok(2, &page);
        let peer = FakePeer::that_answers(move |_| answer.clone());
        following(&copies, &peer.url, follower("copies"), || {
            eventually("it is asked for again", || (peer.calls() >= 2).then_some(()));
        });
        assert!(copied(&copies).is_empty() && copies.database.count("parked_facts") == 0, "{page:.200}");
        assert_eq!(copies.database.number("SELECT seq AS n FROM checkpoints"), 0, "{page:.200}");
    }
    let peer = feed(&[fact(1, "Gloves"), fact(2, "Boots")]);
    following(&copies, &peer.url, follower("copies"), || {
        eventually("the good page is taken", || (copied(&copies) == ["Boots 240", "Gloves 240"]).then_some(()));
    });
}

#[test]
fn a_fact_from_the_future_and_one_with_a_used_id_are_parked() {
    let copies = app();
    let mut ahead = fact(2, "Boots");
    ahead["time"] = json!("2226-11-21T09:00:00Z");
    let mut used = fact(3, "Scarf");
    used["id"] = fact(1, "Gloves")["id"].clone();
    let peer = feed(&[fact(1, "Gloves"), ahead, used, fact(4, "Cap")]);
    following(&copies, &peer.url, follower("copies"), || {
        eventually("the others are taken", || (copied(&copies) == ["Cap 240", "Gloves 240"]).then_some(()));
    });
    let reasons = copies.database.names("SELECT CONCAT(seq, ' ', reason) AS name FROM parked_facts ORDER BY seq");
    assert!(reasons[0].starts_with("2 its time 2226-11-21") && reasons[0].ends_with("is more than a day ahead"));
    assert_eq!(reasons[1..], ["3 its id is that of an earlier fact with other data"]);
}

#[test]
fn a_fact_of_ten_megabytes_is_read_alone() {
    let copies = app();
    let (mut long, mut unfit) = (fact(2, "Boots"), fact(3, "Scarf"));
    long["data"]["note"] = json!("x".repeat(10 << 20));
    unfit["data"] = json!({ "note": "x".repeat(10 << 20) });
    let peer = feed(&[fact(1, "Gloves"), long, unfit, fact(4, "Cap")]);
    following(&copies, &peer.url, follower("copies"), || {
        eventually("the others are taken", || {
            (copied(&copies) == ["Boots 240", "Cap 240", "Gloves 240"]).then_some(())
        });
    });
    assert_eq!(copies.database.count("parked_facts"), 1);
    let whole = "SELECT COUNT(*) AS n FROM parked_facts WHERE seq = 3 AND LENGTH(payload) > 10485760";
    assert_eq!(copies.database.number(whole), 1, "what is parked is kept whole");
}

#[test]
fn a_fact_that_is_too_long_to_read_is_parked_unread() {
    let copies = app();
    let mut long = fact(2, "Boots");
    long["data"]["note"] = json!("x".repeat(16 << 20));
    let peer = feed(&[fact(1, "Gloves"), long, fact(3, "Scarf")]);
    following(&copies, &peer.url, follower("copies"), || {
        eventually("the others are taken", || (copied(&copies) == ["Gloves 240", "Scarf 240"]).then_some(()));
    });
    let reasons = copies.database.names("SELECT CONCAT(seq, ' ', reason) AS name FROM parked_facts");
    assert_eq!(reasons, ["2 failed to read the answer of post-office: it has more than 15728640 bytes"]);
}

#[test]
fn a_long_page_of_an_error_parks_nothing() {
    let copies = app();
    copies.database.execute("INSERT INTO checkpoints VALUES ('copies', 7, 0, NOW(6))");
    let page = "x".repeat(16 << 20);
    let answer =
        format!("HTTP/1.1 502 Bad Gateway\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}", page.len());
    let answers = Mutex::new(vec![ok(1, &json!([fact(1, "Gloves")]).to_string()), answer.clone(), answer]);
    let peer = FakePeer::that_answers(move |_| answers.lock().unwrap().pop().unwrap_or_else(|| ok(1, "[]")));
    following(&copies, &peer.url, follower("copies"), || {
        eventually("it is taken", || (copied(&copies) == ["Gloves 240"]).then_some(()));
    });
    assert_eq!(copies.database.count("parked_facts"), 0);
}
