//! Fixtures.

use service_b::seed::{self, FILES, File};
use service_b::state::SystemClock;

use crate::support::TestDatabase;

fn run(database: &TestDatabase, files: &[File], dry_run: bool) -> String {
    let report = seed::run(&mut database.open(), files, dry_run, &SystemClock).unwrap();
    report.map(|report| report.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn file(name: &str, text: &'static str) -> File {
    FILES.iter().find(|file| file.name == name).unwrap().with_text(text)
}

const COUNTS: [(&str, i64); 3] = [("warehouses", 6), ("products", 120), ("inventory_items", 280)];

#[test]
fn a_dry_run_writes_nothing() {
    let database = TestDatabase::migrated();
    let report = run(&database, &FILES, true);
    assert!(report.contains("products.json  would be 120 created, 0 updated, 0 unchanged"), "{report}");
    for (table, _) in COUNTS {
        assert_eq!(database.count(table), 0);
    }
}

#[test]
fn seeding_twice_changes_nothing() {
    let database = TestDatabase::migrated();
    run(&database, &FILES, false);
    let rows = || database.names("SELECT CONCAT(HEX(id), name, version, updated_at) AS name FROM products ORDER BY id");
    let before = rows();
    let report = run(&database, &FILES, false);
    assert_eq!(report.lines().filter(|line| line.contains("0 created, 0 updated")).count(), 3, "{report}");
    assert_eq!(rows(), before);
    for (table, count) in COUNTS {
        assert_eq!(database.count(table), count);
    }
}

const WAREHOUSE: &str =
    r#"[{ "id": "019b8d10-4a20-7651-a9a8-128b0c5c7fd0", "code": "BER-1", "name": "Berlin Spandau", "country": "DE" }]"#;
const RENAMED: &str =
    r#"[{ "id": "019b8d10-4a20-7651-a9a8-128b0c5c7fd0", "code": "BER-1", "name": "Berlin Tegel", "country": "DE" }]"#;

#[test]
fn an_edited_fixture_updates_its_row() {
    let database = TestDatabase::migrated();
    run(&database, &[file("warehouses.json", WAREHOUSE)], false);
    let edited = [file("warehouses.json", RENAMED)];
    assert!(run(&database, &edited, true).contains("would be 0 created, 1 updated, 0 unchanged"));
    assert_eq!(database.names("SELECT name FROM warehouses"), ["Berlin Spandau"]);
    assert!(run(&database, &edited, false).contains("0 created, 1 updated, 0 unchanged"));
    assert_eq!(database.names("SELECT name FROM warehouses"), ["Berlin Tegel"]);
}

#[test]
fn stock_that_is_promised_stays() {
    let database = TestDatabase::migrated();
    run(&database, &FILES, false);
    database.execute("UPDATE inventory_items SET on_hand = 100000, reserved = 70000 LIMIT 1");
    let report = run(&database, &FILES, false);
    assert!(report.contains("stock.json  0 created, 1 updated, 279 unchanged"), "{report}");
    assert_eq!(database.number("SELECT CAST(MAX(reserved) AS SIGNED) AS n FROM inventory_items"), 70_000);
    assert_eq!(database.number("SELECT COUNT(*) AS n FROM inventory_items WHERE on_hand = 70000"), 1);
}

#[test]
fn every_fault_of_every_file_is_told_and_nothing_is_written() {
    let database = TestDatabase::migrated();
    let files = [
        file("warehouses.json", r#"[{ "id": "x", "code": "BER-1", "name": "Berlin", "country": "DE" }]"#),
        file(
            "products.json",
            r#"[{ "id": "019b8e3e-3868-78db-bfaf-75728b2b9ec1", "sku": "x", "name": "", "status": "sold" }]"#,
        ),
        file("stock.json", "{}"),
    ];
    let faults = seed::run(&mut database.open(), &files, false, &SystemClock).unwrap().err().unwrap();
    let told: Vec<_> = faults.iter().map(|fault| format!("{}{}", fault.file, fault.pointer)).collect();
    assert_eq!(
        told,
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
