//! A service refuses to serve a database whose tables differ from those it was built with.

use std::process::Command;

use crate::stage::Stage;

#[test]
fn dropped_column_is_named_and_nothing_is_served() {
    let stage = Stage::set();
    stage.fulfilment.run(&["check-schema"]).unwrap();
    stage.fulfilment_database.query("ALTER TABLE inventory_items DROP COLUMN updated_at").unwrap();
    for subcommand in ["serve", "check-schema"] {
        // Either ends by itself; were it to serve, the test would hang and not pass.
        let (code, said) = outcome(&mut stage.fulfilment.command(&[subcommand]));
        assert_eq!(code, Some(1), "{subcommand}: {said}");
        assert!(said.contains("inventory_items") && said.contains("updated_at"), "{subcommand}: {said}");
        assert!(said.contains("datetime(6)"), "{subcommand} states what was expected: {said}");
    }
}

#[test]
fn column_of_another_type_is_named_with_both_types() {
    let stage = Stage::set();
    stage.storefront_database.query("ALTER TABLE products MODIFY price_minor INT NOT NULL").unwrap();
    let (code, said) = outcome(&mut stage.storefront.command(&["serve"]));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("price_minor") && said.contains("bigint") && said.contains("found int"), "{said}");
}

/// What the next release's migration adds must not stop this one: they run side by side for a while.
#[test]
fn column_of_the_next_release_is_no_obstacle() {
    let stage = Stage::set();
    stage.fulfilment_database.query("ALTER TABLE products ADD COLUMN of_tomorrow VARCHAR(10) NULL").unwrap();
    stage.serve(&stage.fulfilment);
}

fn outcome(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).join("\n");
    (output.status.code(), said)
}
