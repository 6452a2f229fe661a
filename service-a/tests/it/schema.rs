//! The check of the schema, on the tables of this service.

use service_chassis::database::schema_check;

use crate::support::KIT;

/// A change of a table, and what the check reports of it.
const CHANGES: &[(&str, Option<&str>)] = &[
    (
        "ALTER TABLE brands ADD founded INT NOT NULL",
        Some("table brands, column founded: expected none, found int not null without a default"),
    ),
    ("ALTER TABLE brands ADD note TEXT, ADD stars INT NOT NULL DEFAULT 1", None),
    (
        "ALTER TABLE designs MODIFY price_minor INT NOT NULL",
        Some("table designs, column price_minor: expected bigint not null, found int not null"),
    ),
    (
        "ALTER TABLE outbox MODIFY published_at DATETIME(6) NOT NULL",
        Some("table outbox, column published_at: expected datetime(6) null, found datetime(6) not null"),
    ),
    ("DROP TABLE prescription_items", Some("table prescription_items: expected, found none")),
    (
        "ALTER TABLE products DROP COLUMN description",
        Some("table products, column description: expected text not null, found none"),
    ),
    (
        "ALTER TABLE sagas DROP COLUMN generation",
        Some("table sagas, column generation: expected int not null, found none"),
    ),
];

#[test]
fn every_difference_is_named() {
    let database = KIT.database();
    CHANGES.iter().for_each(|(change, _)| database.execute(change));
    let found = schema_check::check(&mut database.open(), &KIT.service().tables().unwrap()).unwrap();
    let mut found: Vec<_> = found.iter().map(ToString::to_string).collect();
    found.sort();
    assert_eq!(found, CHANGES.iter().filter_map(|(_, reported)| *reported).collect::<Vec<_>>());
}
