//! Epochs: what follows the restore of a database.

use std::thread;

use service_chassis::testkit::eventually;

use super::support::{add, copied, facts, follower_with_snapshot, following, operator, refused, seq};
use crate::support::app;

const NEW_EPOCH: [&str; 3] = ["events", "new-epoch", "--yes"];

fn epoch(printed: &str) -> i64 {
    printed.strip_prefix("epoch ").unwrap().split_once(',').unwrap().0.parse().unwrap()
}

#[test]
fn another_epoch_begins_while_the_service_runs() {
    let app = app();
    add(&app, "Gloves");
    let cursor = facts(&app, 1)[0]["cursor"].as_str().unwrap().to_owned();
    let first = operator(&app, &["events", "epoch"]);
    assert_eq!(first, format!("epoch {}, at 1\n", cursor.split_once(':').unwrap().0));
    let (code, message) = refused(&app, &["events", "new-epoch"]);
    assert!(code == Some(2) && message.contains("confirm with --yes"), "{message}");
    assert_eq!(operator(&app, &["events", "epoch"]), first);

    let answer = thread::scope(|scope| {
        let waiting = scope.spawn(|| app.get(&format!("/v1/events?after={cursor}&wait=30")).status());
        let second = operator(&app, &NEW_EPOCH);
        assert!(epoch(&second) > epoch(&first) && second.ends_with(", at 1\n"), "{second}");
        waiting.join().unwrap()
    });
    assert_eq!(answer, 410, "who waits is told");
    add(&app, "Boots");
    let events = facts(&app, 2);
    assert_eq!(events.iter().map(seq).collect::<Vec<_>>(), [1, 2], "the numbers go on");
    let third = operator(&app, &NEW_EPOCH);
    assert!(events[1]["cursor"].as_str().unwrap() < third.strip_prefix("epoch ").unwrap(), "within a second, too");
}

#[test]
fn another_history_is_read_from_its_snapshot() {
    let (publisher, copies) = (app(), app());
    add(&publisher, "Gloves");
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
        eventually("the snapshot is there", || (copies.database.count("checkpoints") == 1).then_some(()));
    });
    publisher.database.execute("UPDATE parcels SET weight = 260");
    operator(&publisher, &NEW_EPOCH);
    following(&copies, publisher.url(), follower_with_snapshot("copies"), || {
        eventually("it is read again", || (copied(&copies) == ["Gloves 260"]).then_some(()));
    });
}
