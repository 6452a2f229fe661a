//! A row that is locked, and one that cannot be.

use diesel::connection::SimpleConnection;
use serde_json::json;
use service_chassis::testkit::eventually;

use crate::support::{KIT, app};

#[test]
fn a_row_that_stays_locked_is_a_503_and_no_harm() {
    let app = KIT.app(KIT.database(), &[("DATABASE_DEADLINE_MS", "1500")]);
    let body = json!({ "label": "Gloves", "weight": 240, "size": { "length": 310 } });
    let parcel = app.call("create_parcel").key("key-1").body(&body).send().expect(201);
    let id = parcel["id"].as_str().unwrap();
    let update = || app.call("update_parcel").id(id).if_match(1).body(&json!({ "weight": 250 })).send();
    let mut blocker = app.database.connect();
    blocker.batch_execute("START TRANSACTION; SELECT * FROM parcels FOR UPDATE").unwrap();
    update().problem("unavailable");
    app.call("get_parcel").id(id).send().expect(200);
    blocker.batch_execute("ROLLBACK").unwrap();
    // The thread of the request that was given up may have done its work since.
    let done = eventually("the lock is gone", || Some(update()).filter(|answer| answer.status() != 503));
    assert!([200, 412].contains(&done.status()), "{}", done.text());
    assert_eq!(app.call("get_parcel").id(id).send().expect(200)["weight"], 250);
}

#[test]
fn a_row_that_cannot_be_is_an_internal_error() {
    let app = app();
    app.database.execute(
        "ALTER TABLE parcels MODIFY id VARBINARY(16); INSERT INTO parcels VALUES (x'01', 'Gloves', 1, 1, NOW(6))",
    );
    app.call("list_parcels").send().problem("internal");
}
