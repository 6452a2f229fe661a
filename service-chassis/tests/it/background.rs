//! Work beside the requests.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::json;
use service_chassis::background::{Wake, every, forget_old_keys};
use service_chassis::http::IdempotencyKey;
use service_chassis::testkit::TestClock;

use crate::support::{KIT, app};

#[actix_web::test]
async fn keys_are_forgotten_when_their_time_is_over() {
    let clock = Arc::new(TestClock::at("2026-11-21T09:00:00Z".parse().unwrap()));
    let app = KIT.app_at(KIT.database(), &[], Arc::<TestClock>::clone(&clock));
    let create = |key: &str| {
        let body = json!({ "label": key, "weight": 240, "size": { "length": 310 } });
        app.call("create_parcel").key(key).body(&body).send().expect(201)
    };
    create("old");
    clock.advance(TimeDelta::hours(1));
    create("young");
    clock.advance(IdempotencyKey::KEPT);
    // The service itself may have been faster.
    assert!(forget_old_keys(app.chassis()).await.unwrap() <= 1);
    assert_eq!(app.database.names("SELECT idempotency_key AS name FROM idempotency_keys"), ["young"]);
    assert_eq!(forget_old_keys(app.chassis()).await.unwrap(), 0);
}

#[actix_web::test]
async fn work_ends_when_the_service_closes() {
    let app = app();
    let chassis = app.chassis();
    let hour = Duration::from_secs(3_600);
    let working = every(chassis, hour, "work", |_| async { Ok(()) });
    let working = actix_web::rt::spawn(working);
    let wake = Wake::default();
    wake.wake();
    wake.wait(chassis, hour).await;
    chassis.close();
    wake.wait(chassis, hour).await;
    working.await.unwrap();
    chassis.closing().await;
}
