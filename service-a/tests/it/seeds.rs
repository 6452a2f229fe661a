//! Fixtures: what they write, and when they write nothing.

use service_a::seed::FIXTURES;
use service_chassis::SystemClock;
use service_chassis::seed::{self, Fixture};

use service_chassis::testkit::TestDatabase;

use crate::support::{Fulfilment, KIT, Shop};

fn run(database: &TestDatabase, files: &[Fixture], dry_run: bool) -> String {
    let outcome = seed::run(&mut database.open(), files, dry_run, &SystemClock).unwrap();
    outcome.map_err(|faults| format!("{faults:?}")).unwrap().to_string()
}

/// A file of this name with another content.
fn file(name: &str, text: &'static str) -> Fixture {
    FIXTURES.iter().find(|file| file.name == name).unwrap().with_text(text)
}

#[test]
fn there_are_enough_of_them_and_they_are_valid() {
    let database = KIT.database();
    run(&database, FIXTURES, false);
    let tables = ["roles", "users", "brands", "categories", "products", "customers", "prescriptions"];
    assert_eq!(FIXTURES.iter().map(|file| file.name.trim_end_matches(".json")).collect::<Vec<_>>(), tables);
    let rows: i64 = tables.iter().map(|table| database.count(table)).sum();
    assert!(rows >= 200, "{rows}");
    assert_eq!(database.count("products"), 120);
}

const ROLE: &str = r#"[{ "id": "019b8d62-8ea0-7000-8000-000000000001", "name": "Optician", "permissions": [] }]"#;
const RENAMED: &str =
    r#"[{ "id": "019b8d62-8ea0-7000-8000-000000000001", "name": "Senior optician", "permissions": [] }]"#;

#[test]
fn an_edited_fixture_changes_its_row() {
    let database = KIT.database();
    run(&database, &[file("roles.json", ROLE)], false);
    for (dry_run, report, name) in [
        (true, "would be 0 created, 1 updated, 0 unchanged", "Optician"),
        (false, "0 created, 1 updated, 0 unchanged", "Senior optician"),
    ] {
        assert!(run(&database, &[file("roles.json", RENAMED)], dry_run).contains(report));
        assert_eq!(database.names("SELECT name FROM roles"), [name]);
    }
}

#[test]
fn what_was_edited_by_hand_is_put_right() {
    let database = KIT.database();
    run(&database, FIXTURES, false);
    database.execute(
        "UPDATE users SET name = 'x' LIMIT 1; UPDATE brands SET name = 'x' LIMIT 1; \
         UPDATE categories SET name = 'x' LIMIT 1; UPDATE products SET price_minor = 1 LIMIT 1; \
         UPDATE customers SET city = 'x' LIMIT 1; UPDATE prescription_items SET addition = 25 LIMIT 1",
    );
    let report = run(&database, FIXTURES, false);
    assert_eq!(report.matches(" 1 updated").count(), 6, "{report}");
    assert_eq!(run(&database, FIXTURES, false).matches(" 0 updated").count(), FIXTURES.len());
    assert_eq!(database.number("SELECT CAST(MAX(version) AS SIGNED) AS n FROM products"), 2);
}

#[test]
fn every_fault_of_every_file_is_named_and_nothing_is_written() {
    let database = KIT.database();
    let files = [
        file("roles.json", r#"[{ "id": "x", "name": "Optician", "permissions": [] }]"#),
        file("users.json", r#"[{ "id": "019b8d62-8ea0-7000-8000-000000000001", "email": "x", "name": "" }]"#),
        file("brands.json", "{}"),
        file(
            "prescriptions.json",
            r#"[{ "id": "019b8d62-8ea0-7000-8000-000000000001", "customer_id": "019b8d62-8ea0-7000-8000-000000000001",
                 "prescriber": "Dr. Weiss", "issued_on": "2026-01-01", "expires_on": "2025-01-01",
                 "items": [{ "eye": "left", "sphere": 13 }] }]"#,
        ),
    ];
    let faults = seed::run(&mut database.open(), &files, false, &SystemClock).unwrap().err().unwrap();
    let named: Vec<_> = faults.iter().map(|fault| format!("{}{}", fault.file, fault.pointer)).collect();
    assert_eq!(
        named,
        [
            "roles.json/0",
            "users.json/0/email",
            "users.json/0/name",
            "users.json/0/role_id",
            "brands.json/",
            "prescriptions.json/0/expires_on",
            "prescriptions.json/0/items/0",
        ]
    );
    assert_eq!(database.count("roles"), 0);
}

#[test]
fn what_was_seeded_can_be_bought() {
    let database = KIT.database();
    run(&database, FIXTURES, false);
    let app = Shop::on(database, Fulfilment::up(), &[]);
    let frame = app.call("list_products").query("text=OSLO&limit=1").send().expect(200)["items"][0].clone();
    let customer = app.call("list_customers").query("limit=1").send().expect(200)["items"][0].clone();
    assert_eq!(app.order("key-1", &customer, &frame, 1).expect(201)["status"], "confirmed");
}
