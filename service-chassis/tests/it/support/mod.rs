//! The service that the tests drive.

mod fake_peer;

use service_chassis::testkit::{Kit, TestApp};

pub use self::fake_peer::FakePeer;
use crate::parcels::service::{Parcels, service};

/// The example `parcels`.
pub static KIT: Kit<Parcels> = Kit::new(service, concat!(env!("CARGO_MANIFEST_DIR"), "/examples/parcels"), "")
    .binary_of_example("parcels")
    .tests_in(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it"))
    .rows(ROWS);

const ROWS: &str = "
    INSERT IGNORE INTO parcels VALUES (x'01', 'Gloves', 240, 1, NOW(6));
    INSERT IGNORE INTO idempotency_keys VALUES ('key-1', x'01', NOW(6));
    INSERT IGNORE INTO outbox (id, event_type, subject_id, payload, occurred_at) VALUES
        (x'01', 'parcels::ParcelChanged', x'01', '{}', NOW(6));
    INSERT IGNORE INTO outbox_head VALUES (1, 1, 0, x'01', NOW(6), 0);
    INSERT IGNORE INTO checkpoints VALUES ('copies', 1, 0, NOW(6));
    INSERT IGNORE INTO parked_facts VALUES
        ('copies', 1, 1, x'01', 'parcels::ParcelChanged', x'01', '1.0.0', '{}', 'it does not fit', '1.0.0', NOW(6),
        NULL);
    INSERT IGNORE INTO feed_readers VALUES ('post-office.copies', 1, 0, NOW(6))";

/// The service on a separate database.
pub fn app() -> TestApp<Parcels> {
    KIT.app(KIT.database(), &[])
}
