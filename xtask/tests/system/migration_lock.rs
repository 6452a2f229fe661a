//! Two instances that start at the same time migrate one after the other.

use std::process::{Child, Command, Stdio};

use cargo_polyrepo::database::Account;
use xtask::service::Deployment;

use crate::stage::Stage;
use crate::wait::until;

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
    // Undone, so that there is something to do.
    deployment.run(&["migrate", "down"]).unwrap();
    let root = stage.lease.root().unwrap();
    let doing = |what: &str| {
        let sql = format!(
            "SELECT id FROM information_schema.processlist WHERE user = '{database}' AND (info LIKE '%{what}%' OR state LIKE '%{what}%')"
        );
        root.query(&sql).unwrap()
    };
    let account = Account::ensure(&stage.lease, database).unwrap();
    let hold = format!("USE `{database}`; LOCK TABLES __diesel_schema_migrations WRITE; SELECT SLEEP(600)");
    let mut holder = start(account.client().command().arg("--execute").arg(hold));
    until("the table is held", || (doing("SLEEP(600)").len() == 1).then_some(()));

    let first = start(&mut deployment.command(&["migrate", "up"]));
    until("the first is at work", || (doing("table metadata lock").len() == 1).then_some(()));
    let second = start(&mut deployment.command(&["migrate", "up"]));
    until("the second waits for the lock", || (doing("GET_LOCK").len() == 1).then_some(()));
    assert_eq!(doing("table metadata lock").len(), 1, "the second has not begun");

    // The sleep ends with its connection, and with it the hold.
    for row in doing("SLEEP(600)") {
        root.query(&format!("KILL {}", row[0])).unwrap();
    }
    holder.wait().unwrap();
    expect_success(first);
    expect_success(second);
    deployment.run(&["check-schema"]).unwrap();
}
