//! A process that is asked to stop.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use chrono::TimeDelta;
use service_chassis::testkit::{TestDatabase, eventually};
use service_chassis::{Clock, SystemClock};

use crate::support::{FakePeer, KIT};

/// Its process ends with the value.
struct Courier(Child);

impl Drop for Courier {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

fn courier(database: &TestDatabase, depot: &FakePeer) -> Courier {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().unwrap().parent().unwrap().join("examples/courier");
    assert!(program.exists(), "run `cargo build --example courier` first: a test of one target does not");
    let mut command = Command::new(program);
    command.arg("serve").env_clear().env("PORT", "0").env("SHUTDOWN_TIMEOUT_SECONDS", "1");
    command.env("DATABASE_URL", database.url().secret()).env("DATABASE_DEADLINE_MS", "60000");
    command.env("DEPOT_URL", &depot.url).env("DEPOT_TIMEOUT_MS", "60000");
    Courier(command.stdout(Stdio::piped()).spawn().unwrap())
}

#[test]
fn a_process_ends_in_time_whatever_its_work_waits_for() {
    let (database, depot) = (KIT.empty_database(), FakePeer::that_stalls());
    let mut courier = courier(&database, &depot);
    let child = &mut courier.0;
    let asks =
        "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'DO SLEEP%'";
    eventually("its work waits", || (depot.calls() == 1 && database.number(asks) == 1).then_some(()));
    let begin = SystemClock.now();
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let status = eventually("it ends", || child.try_wait().unwrap());
    assert!(SystemClock.now() - begin < TimeDelta::seconds(5), "the limit is one second");
    assert_eq!(status.code(), Some(0));
    let log = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap).collect::<Vec<_>>().join("\n");
    assert!(log.contains("not everything has ended within 1s") && log.contains("stopped"), "{log}");
}
