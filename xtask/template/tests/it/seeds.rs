//! Fixtures.

use {{crate_name}}::seed::{self, FILES, File};
use {{crate_name}}::state::SystemClock;

use crate::support::TestDatabase;

fn run(database: &TestDatabase, files: &[File], dry_run: bool) -> String {
    let report = seed::run(&mut database.open(), files, dry_run, &SystemClock).unwrap();
    report.map(|report| report.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn file(name: &str, text: &'static str) -> File {
    FILES.iter().find(|file| file.name == name).unwrap().with_text(text)
}

#[test]
fn a_dry_run_writes_nothing() {
    let database = TestDatabase::migrated();
    let report = run(&database, &FILES, true);
    assert!(report.contains("warehouses.json  would be 6 created, 0 updated, 0 unchanged"), "{report}");
    assert_eq!(database.count("warehouses"), 0);
}

#[test]
fn seeding_twice_changes_nothing() {
    let database = TestDatabase::migrated();
    run(&database, &FILES, false);
    let rows = || database.names("SELECT CONCAT(HEX(id), name, created_at) AS name FROM warehouses ORDER BY id");
    let before = rows();
    assert_eq!(before.len(), 6);
    let report = run(&database, &FILES, false);
    assert!(report.contains("0 created, 0 updated, 6 unchanged"), "{report}");
    assert_eq!(rows(), before);
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
fn every_fault_is_told_and_nothing_is_written() {
    let database = TestDatabase::migrated();
    let rows = r#"[{ "id": "x", "code": "BER-1", "name": "Berlin", "country": "DE" },
        { "id": "019b8d10-4a20-7651-a9a8-128b0c5c7fd0", "code": "x", "country": "Germany" }]"#;
    for (text, pointers) in
        [(rows, &["/0", "/1/code", "/1/country", "/1/name"][..]), ("{}", &["/"]), ("[", &["/"])]
    {
        let files = [file("warehouses.json", text)];
        let faults = seed::run(&mut database.open(), &files, false, &SystemClock).unwrap().err().unwrap();
        let told: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(told, pointers);
    }
    assert_eq!(database.count("warehouses"), 0);
}
