//! The tables of this service.

use service_chassis::database::schema_check;

use crate::support::KIT;

#[test]
fn it_keeps_eleven_shared_tables_and_eight_of_its_own() {
    assert_eq!(KIT.service().tables().unwrap().len(), 19);
}

#[test]
fn every_difference_is_named() {
    let database = KIT.database();
    database.execute(
        "ALTER TABLE products DROP COLUMN description; ALTER TABLE payments MODIFY amount_minor INT NOT NULL; \
         ALTER TABLE outbox MODIFY published_at DATETIME(6) NOT NULL; DROP TABLE notifications; \
         ALTER TABLE shipments ADD weight INT NOT NULL, ADD note TEXT, ADD parcels INT NOT NULL DEFAULT 1; \
         ALTER TABLE idempotency_keys DROP COLUMN outcome",
    );
    let found = schema_check::check(&mut database.open(), &KIT.service().tables().unwrap()).unwrap();
    let mut found: Vec<_> = found.iter().map(ToString::to_string).collect();
    found.sort();
    assert_eq!(
        found,
        [
            "table idempotency_keys, column outcome: expected text not null, found none",
            "table notifications: expected, found none",
            "table outbox, column published_at: expected datetime(6) null, found datetime(6) not null",
            "table payments, column amount_minor: expected bigint not null, found int not null",
            "table products, column description: expected text not null, found none",
            "table shipments, column weight: expected none, found int not null without a default",
        ]
    );
}
