//! Two instances that start at the same time migrate one after the other.

use std::process::{Child, Command, Stdio};

use xtask::service::Deployment;

use crate::patience::until;
use crate::stage::Stage;

fn start(command: &mut Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[track_caller]
fn expect_success(child: Child) {
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn many_instances_migrate_an_empty_database_at_the_same_time() {
    let stage = Stage::set();
    for (deployment, database) in
        [(&stage.storefront, &stage.storefront_database), (&stage.fulfilment, &stage.fulfilment_database)]
    {
        let name = &database.name;
        let tables = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()";
        let before = database.value(tables).unwrap();
        stage.lease.root().unwrap().query(&format!("DROP DATABASE `{name}`; CREATE DATABASE `{name}`")).unwrap();
        let up = |_| start(&mut deployment.command(&["migrate", "up"]));
        let instances: Vec<Child> = (0..4).map(up).collect();
        instances.into_iter().for_each(expect_success);
        assert_eq!(database.value(tables).unwrap(), before);
        deployment.run(&["check-schema"]).unwrap();
    }
}

#[test]
fn second_instance_waits_for_the_lock_that_the_first_one_holds() {
    let stage = Stage::set();
    waits_for_its_turn(&stage, &stage.storefront, &stage.storefront_database.name);
    waits_for_its_turn(&stage, &stage.fulfilment, &stage.fulfilment_database.name);
}

/// A table that is locked keeps the first instance within its migration, lock in hand.
fn waits_for_its_turn(stage: &Stage, deployment: &Deployment, database: &str) {
    let root = stage.lease.root().unwrap();
    let account = xtask::database::Account::ensure(&stage.lease, database).unwrap();
    // Undone, so that there is something to do; then held up by a lock on the list of what was done.
    deployment.run(&["migrate", "down"]).unwrap();
    let hold = "SELECT SLEEP(600) FROM __diesel_schema_migrations LIMIT 1 FOR UPDATE";
    let mut holder = account.client().command();
    let mut holder = start(holder.arg("--execute").arg(format!("USE `{database}`; START TRANSACTION; {hold}")));
    let seen = |state: &str| {
        let sql = format!(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '{database}' AND info LIKE '%{state}%'"
        );
        let count: usize = root.value(&sql).unwrap().parse().unwrap();
        count
    };
    until("the table is held", || (seen("SLEEP(600)") == 1).then_some(()));

    let first = start(&mut deployment.command(&["migrate", "up"]));
    until("the first is at work", || (seen("__diesel_schema_migrations") >= 2).then_some(()));
    let second = start(&mut deployment.command(&["migrate", "up"]));
    until("the second waits for the lock", || (seen("GET_LOCK") == 1).then_some(()));

    // The sleep ends with its connection, and with it the hold.
    holder.kill().unwrap();
    holder.wait().unwrap();
    let sleeper =
        format!("SELECT id FROM information_schema.processlist WHERE user = '{database}' AND info LIKE '%SLEEP(600)%'");
    for row in root.query(&sleeper).unwrap() {
        root.query(&format!("KILL {}", row[0])).unwrap();
    }
    expect_success(first);
    expect_success(second);
    deployment.run(&["check-schema"]).unwrap();
}
