//! Work beside the requests.

use std::time::Duration;

use service_chassis::background::{Wake, every, forget_old_keys};
use service_chassis::http::IdempotencyKey;

use crate::support::app;

#[actix_web::test]
async fn keys_are_forgotten_when_their_time_is_over() {
    let app = app();
    let days = IdempotencyKey::KEPT.num_days();
    app.database.execute(&format!(
        "INSERT INTO idempotency_keys VALUES ('old', x'01', NOW(6) - INTERVAL {days} DAY - INTERVAL 1 HOUR), \
         ('young', x'01', NOW(6) - INTERVAL {days} DAY + INTERVAL 1 HOUR)"
    ));
    // The service itself may have been faster.
    assert!(forget_old_keys(app.chassis()).await.unwrap() <= 1);
    assert_eq!(app.database.names("SELECT idempotency_key AS name FROM idempotency_keys"), ["young"]);
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
