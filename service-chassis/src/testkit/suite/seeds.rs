//! Fixtures: what they write, and when they write nothing.

use crate::seed::{self, Fixture};
use crate::testkit::{Kit, TestDatabase};
use crate::{Application, SystemClock};

fn run(database: &TestDatabase, fixtures: &[Fixture], dry_run: bool) -> String {
    let outcome = seed::run(&mut database.open(), fixtures, dry_run, &SystemClock).unwrap();
    outcome.unwrap_or_else(|faults| panic!("{faults:?}")).to_string()
}

/// All fixtures, twice.
pub fn all_are_valid_and_a_second_run_changes_nothing<A: Application>(kit: &'static Kit<A>) {
    let (database, fixtures) = (kit.database(), kit.service().fixture_list());
    let first = run(&database, fixtures, false);
    assert_eq!(first.matches(" 0 updated, 0 unchanged").count(), fixtures.len(), "{first}");
    let second = run(&database, fixtures, false);
    assert_eq!(second.matches(" 0 created, 0 updated, ").count(), fixtures.len(), "{second}");
}

/// A dry run reports what the real one will.
pub fn a_dry_run_counts_and_changes_nothing<A: Application>(kit: &'static Kit<A>) {
    let (database, fixtures) = (kit.database(), kit.service().fixture_list());
    let dry = run(&database, fixtures, true);
    for table in kit.service().tables().unwrap() {
        assert_eq!(database.count(&table.name), 0, "{}", table.name);
    }
    assert_eq!(dry.replace("would be ", ""), run(&database, fixtures, false));
}

/// A file without rows is valid.
pub fn an_empty_fixture_changes_nothing<A: Application>(kit: &'static Kit<A>) {
    let (database, fixtures) = (kit.database(), kit.service().fixture_list());
    let empty: Vec<Fixture> = fixtures.iter().map(|fixture| fixture.with_text("[]")).collect();
    let report = run(&database, &empty, false);
    assert_eq!(report.matches(" 0 created, 0 updated, 0 unchanged").count(), fixtures.len(), "{report}");
}

/// Every fault of every file, and nothing of any.
pub fn a_fixture_with_a_fault_is_named_and_nothing_is_written<A: Application>(kit: &'static Kit<A>) {
    let (database, fixtures) = (kit.database(), kit.service().fixture_list());
    for (at, broken) in fixtures.iter().enumerate() {
        let mut all = fixtures.to_vec();
        for (text, pointer) in [("{}", "/"), ("[{}]", "/0"), (r#"[{ "id": "x" }]"#, "/0")] {
            all[at] = broken.with_text(text);
            let faults = seed::run(&mut database.open(), &all, false, &SystemClock).unwrap().err().unwrap();
            assert!(faults.iter().all(|fault| fault.file == broken.name), "{faults:?}");
            assert!(faults[0].pointer.starts_with(pointer), "{faults:?}");
        }
    }
    for table in kit.service().tables().unwrap() {
        assert_eq!(database.count(&table.name), 0, "{}", table.name);
    }
}
