//! New migrations.

use std::fs;

use crate::scratch::Scratch;

#[test]
fn pair_is_dated_and_states_the_rules() {
    let scratch = Scratch::new();
    let printed = scratch.run(&["migration", "new", "service-a", "add_notes_to_orders"]);
    let files: Vec<&str> = printed.lines().collect();
    assert_eq!(files.len(), 2);
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.starts_with("-- add_notes_to_orders"), "{text}");
        assert!(text.contains("one DDL statement") || text.contains("One DDL statement"), "{text}");
        // A template that is run as it is does nothing.
        assert!(text.lines().all(|line| line.starts_with("--")), "{text}");
    }
    let entries = fs::read_dir(scratch.path("service-a/migrations")).unwrap().map(Result::unwrap);
    let entry = entries.into_iter().find(|entry| entry.path().is_dir()).unwrap();
    let name = entry.file_name().into_string().unwrap();
    let (stamp, rest) = name.split_once('_').unwrap();
    assert_eq!(rest, "add_notes_to_orders");
    assert_eq!(stamp.split('-').map(str::len).collect::<Vec<_>>(), [4, 2, 2, 6]);
}

#[test]
fn name_is_taken_once() {
    let scratch = Scratch::new();
    let new = ["migration", "new", "service-a", "add_notes_to_orders"];
    scratch.run(&new);
    let error = scratch.fail(&new);
    assert!(error.contains("has the migration"), "{error}");
}

#[test]
fn wrong_name_and_wrong_service_are_refused() {
    let scratch = Scratch::new();
    let error = scratch.fail(&["migration", "new", "service-a", "AddNotes"]);
    assert!(error.contains("snake_case"), "{error}");
    for service in ["service-z", "shared-models", "../service-a", "service-a/src"] {
        let error = scratch.fail(&["migration", "new", service, "add_notes"]);
        assert!(error.contains("there are: service-a"), "{error}");
    }
}
