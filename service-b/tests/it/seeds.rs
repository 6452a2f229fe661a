//! The fixtures of this service.

use service_b::seeds::FIXTURES;
use service_chassis::SystemClock;
use service_chassis::seed::{self, Fixture};
use service_chassis::testkit::TestDatabase;

use crate::support::KIT;

fn run(database: &TestDatabase, fixtures: &[Fixture], dry_run: bool) -> String {
    let report = seed::run(&mut database.open(), fixtures, dry_run, &SystemClock).unwrap();
    report.map(|report| report.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn fixture(name: &str, text: &'static str) -> Fixture {
    FIXTURES.iter().find(|fixture| fixture.name == name).unwrap().with_text(text)
}

#[test]
fn a_dry_run_says_how_many_there_are() {
    let report = run(&KIT.database(), FIXTURES, true);
    for (name, count) in [("warehouses.json", 6), ("products.json", 120), ("stock.json", 280)] {
        let line = format!("{name}  would be {count} created, 0 updated, 0 unchanged");
        assert!(report.contains(&line), "{report}");
    }
}

#[test]
fn seeding_twice_leaves_every_version_as_it_is() {
    let database = KIT.database();
    run(&database, FIXTURES, false);
    let rows = || database.names("SELECT CONCAT(HEX(id), name, version, updated_at) AS name FROM products ORDER BY id");
    let before = rows();
    run(&database, FIXTURES, false);
    assert_eq!(rows(), before);
    for (table, count) in [("warehouses", 6), ("products", 120), ("inventory_items", 280)] {
        assert_eq!(database.count(table), count);
    }
}

const WAREHOUSE: &str =
    r#"[{ "id": "019b8d10-4a20-7651-a9a8-128b0c5c7fd0", "code": "BER-1", "name": "Berlin Spandau", "country": "DE" }]"#;
const RENAMED: &str =
    r#"[{ "id": "019b8d10-4a20-7651-a9a8-128b0c5c7fd0", "code": "BER-1", "name": "Berlin Tegel", "country": "DE" }]"#;

#[test]
fn an_edited_fixture_updates_its_row() {
    let database = KIT.database();
    run(&database, &[fixture("warehouses.json", WAREHOUSE)], false);
    let edited = [fixture("warehouses.json", RENAMED)];
    assert!(run(&database, &edited, true).contains("would be 0 created, 1 updated, 0 unchanged"));
    assert_eq!(database.names("SELECT name FROM warehouses"), ["Berlin Spandau"]);
    assert!(run(&database, &edited, false).contains("0 created, 1 updated, 0 unchanged"));
    assert_eq!(database.names("SELECT name FROM warehouses"), ["Berlin Tegel"]);
}

#[test]
fn reserved_stock_stays_reserved() {
    let database = KIT.database();
    run(&database, FIXTURES, false);
    database.execute("UPDATE inventory_items SET on_hand = 100000, reserved = 70000 LIMIT 1");
    let report = run(&database, FIXTURES, false);
    assert!(report.contains("stock.json  0 created, 1 updated, 279 unchanged"), "{report}");
    assert_eq!(database.number("SELECT CAST(MAX(reserved) AS SIGNED) AS n FROM inventory_items"), 70_000);
    assert_eq!(database.number("SELECT COUNT(*) AS n FROM inventory_items WHERE on_hand = 70000"), 1);
}

#[test]
fn every_fault_of_every_fixture_is_reported_and_nothing_is_written() {
    let database = KIT.database();
    let fixtures = [
        fixture("warehouses.json", r#"[{ "id": "x", "code": "BER-1", "name": "Berlin", "country": "DE" }]"#),
        fixture(
            "products.json",
            r#"[{ "id": "019b8e3e-3868-78db-bfaf-75728b2b9ec1", "sku": "x", "name": "", "status": "sold" }]"#,
        ),
        fixture("stock.json", "{}"),
    ];
    let faults = seed::run(&mut database.open(), &fixtures, false, &SystemClock).unwrap().err().unwrap();
    let reported: Vec<_> = faults.iter().map(|fault| format!("{}{}", fault.file, fault.pointer)).collect();
    assert_eq!(
        reported,
        [
            "warehouses.json/0",
            "products.json/0/brand_id",
            "products.json/0/category_id",
            "products.json/0/name",
            "products.json/0/price",
            "products.json/0/sku",
            "products.json/0/status",
            "stock.json/",
        ]
    );
    assert_eq!(database.count("warehouses"), 0);
}
