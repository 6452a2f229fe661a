//! Fixtures of warehouses.

use service_chassis::SystemClock;
use service_chassis::seed::{Fixture, run};
use service_chassis::testkit::TestDatabase;

use crate::support::KIT;

const BERLIN: &str =
    r#"[{ "id": "019b8d62-8ea0-7000-8000-000000000001", "code": "BER-1", "name": "Berlin", "country": "DE" }]"#;
const SPANDAU: &str =
    r#"[{ "id": "019b8d62-8ea0-7000-8000-000000000001", "code": "BER-1", "name": "Spandau", "country": "DE" }]"#;

fn seed(database: &TestDatabase, text: &'static str) -> String {
    let fixtures: Vec<Fixture> = KIT.service().fixture_list().iter().map(|fixture| fixture.with_text(text)).collect();
    run(&mut database.open(), &fixtures, false, &SystemClock).unwrap().unwrap().to_string()
}

#[test]
fn an_edited_fixture_changes_its_row() {
    let database = KIT.database();
    assert!(seed(&database, BERLIN).contains("1 created, 0 updated, 0 unchanged"));
    assert!(seed(&database, SPANDAU).contains("0 created, 1 updated, 0 unchanged"));
    assert!(seed(&database, SPANDAU).contains("0 created, 0 updated, 1 unchanged"));
    assert_eq!(database.names("SELECT name FROM warehouses"), ["Spandau"]);
}
