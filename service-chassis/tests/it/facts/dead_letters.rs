//! `events dead-letters`.

use serde_json::json;
use service_chassis::testkit::eventually;

use super::support::{add, copied, follower_with_snapshot, following, operator, refused};
use crate::parcels::store::PARCEL_CHANGED;
use crate::support::app;

#[test]
fn a_parked_fact_is_tried_again_when_a_person_asks_for_it() {
    let (publisher, copies) = (app(), app());
    let parked = || copies.database.count("parked_facts");
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
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
    copies.database.execute("UPDATE parked_facts SET failed_release = '0.9.0'");
    operator(&copies, &[redrive.as_slice(), &["--yes"]].concat());
    let asked = "SELECT COUNT(*) AS n FROM parked_facts WHERE redrive_at IS NOT NULL";
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
        eventually("they were tried", || (copies.database.number(asked) == 0).then_some(()));
    });
    assert_eq!(parked(), 2);
    let failed = copies.database.names("SELECT failed_release AS name FROM parked_facts ORDER BY seq");
    assert_eq!(failed, ["1.0.0 (parcel-models 1.0.0)", "0.9.0"], "the first is the one that was tried");

    copies.database.execute("DELETE FROM parcels");
    operator(&copies, &[redrive.as_slice(), &["--yes"]].concat());
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
        eventually("they are taken", || (copied(&copies) == ["Gloves 250"]).then_some(()));
    });
    assert_eq!(parked(), 0);
}

#[test]
fn a_parked_fact_that_cannot_be_read_keeps_nothing_from_its_way() {
    let (publisher, copies) = (app(), app());
    copies.database.execute(
        "INSERT INTO parked_facts VALUES ('copies', 1, 1, x'01', 't', REPEAT(x'02', 16), '1.0.0', '{}', 'why', '0.9.0', \
         NOW(6), NOW(6))",
    );
    add(&publisher, "Gloves");
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
        eventually("the others are taken", || (copied(&copies) == ["Gloves 240"]).then_some(()));
    });
    let reasons = copies.database.names("SELECT reason AS name FROM parked_facts WHERE redrive_at IS NULL");
    assert!(reasons[0].starts_with("failed to read an event: missing field"), "{reasons:?}");
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

#[test]
fn one_is_shown_whole_and_the_reason_is_looked_for() {
    let app = app();
    let park = |seq: u8, reason: &str, written: &str, failed: &str| {
        let event = format!("{{\"specversion\": \"1.0\", \"data\": {{\"label\": \"Gloves {seq}\"}}}}");
        app.database.execute(&format!(
            "INSERT INTO parked_facts VALUES ('copies', 1, {seq}, x'01', '{PARCEL_CHANGED}', REPEAT(x'0{seq}', 16), \
             '{written}', '{event}', '{reason}', '{failed}', NOW(6), NULL)"
        ));
    };
    let running = "1.0.0 (parcel-models 1.0.0)";
    park(1, "100% wool is not known", "1.1.0", running);
    park(2, "another parcel has the label", "1.0.0", "0.9.0 (parcel-models 0.9.0)");
    let dead_letters = |arguments: &[&str]| operator(&app, &[&["events", "dead-letters"], arguments].concat());
    let listed = |arguments: &[&str]| {
        let list = dead_letters(&[&["list"], arguments].concat());
        list.lines().map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&[]), ["1:1", "1:2"]);
    assert_eq!(listed(&["--error", "0% w"]), ["1:1"]);
    assert_eq!(listed(&["--error", "%"]), ["1:1"], "it is text and no pattern");
    assert_eq!(listed(&["--release", "1.0.0"]), ["1:2"]);
    assert_eq!(listed(&["--release", "1.0.0", "--error", "wool"]), Vec::<String>::new());

    let shown = dead_letters(&["show", "copies", "1:2"]);
    assert!(shown.starts_with("copies 1:2 ") && shown.contains("another parcel has the label\n"), "{shown}");
    assert!(shown.contains("not taken by 0.9.0 (parcel-models 0.9.0)\n") && shown.contains("\"label\": \"Gloves 2\""));
    for nothing in [["nobody", "1:2"], ["copies", "1:3"]] {
        let (code, message) = refused(&app, &["events", "dead-letters", "show", nothing[0], nothing[1]]);
        assert!(code == Some(1) && message.contains("there is none"), "{message}");
    }

    assert_eq!(dead_letters(&["redrive", "--readable"]), "1 of them; confirm with --yes\n");
    dead_letters(&["redrive", "--readable", "--yes"]);
    assert_eq!(app.database.names("SELECT CONCAT(seq) AS name FROM parked_facts WHERE redrive_at IS NOT NULL"), ["2"]);
}
