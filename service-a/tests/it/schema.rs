//! The check of the schema, on the tables of this service.

use service_chassis::database::schema_check;

use crate::support::KIT;

#[test]
fn every_difference_is_named() {
    let database = KIT.database();
    database.execute(
        "ALTER TABLE products DROP COLUMN description; ALTER TABLE designs MODIFY price_minor INT NOT NULL; \
         ALTER TABLE outbox MODIFY published_at DATETIME(6) NOT NULL; DROP TABLE prescription_items; \
         ALTER TABLE brands ADD founded INT NOT NULL, ADD note TEXT, ADD stars INT NOT NULL DEFAULT 1; \
         ALTER TABLE reservation_tasks DROP COLUMN attempts",
    );
    let found = schema_check::check(&mut database.open(), &KIT.service().tables().unwrap()).unwrap();
    let mut found: Vec<_> = found.iter().map(ToString::to_string).collect();
    found.sort();
    assert_eq!(
        found,
        [
            "table brands, column founded: expected none, found int not null without a default",
            "table designs, column price_minor: expected bigint not null, found int not null",
            "table outbox, column published_at: expected datetime(6) null, found datetime(6) not null",
            "table prescription_items: expected, found none",
            "table products, column description: expected text not null, found none",
            "table reservation_tasks, column attempts: expected int not null, found none",
        ]
    );
}
