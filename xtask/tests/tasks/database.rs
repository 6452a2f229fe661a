//! The private database server, by hand and by lease.

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::{Account, Durability, Lease};

use crate::scratch::Scratch;

#[test]
fn server_starts_serves_and_stops() {
    let scratch = Scratch::new();
    let started = scratch.run(&["db", "start"]);
    assert!(started.starts_with("mysql://root:"), "{started}");
    assert_eq!(scratch.run(&["db", "url"]), started);

    let shell = ["db", "shell", "--skip-column-names", "-e", "SELECT @@bind_address, @@character_set_server"];
    assert_eq!(scratch.run(&shell), "127.0.0.1\tutf8mb4\n");

    assert_eq!(scratch.run(&["db", "stop"]), "stopped\n");
    assert_eq!(scratch.run(&["db", "stop"]), "was not running\n");
    // Started again, it is the same server.
    assert_eq!(scratch.run(&["db", "start"]), started);
    scratch.run(&["db", "stop"]);
}

#[test]
fn accounts_reach_their_own_database_only_and_crashes_lose_nothing() {
    let checkout = Checkout::find().unwrap();
    let mut lease = Lease::throwaway(&checkout, "accounts", Durability::Crash).unwrap();
    let one = Account::ensure(&lease, "one").unwrap();
    let two = Account::ensure(&lease, "two_of_them").unwrap();

    one.query("CREATE TABLE t (n INT PRIMARY KEY); INSERT INTO t VALUES (7)").unwrap();
    let refused = two.client().query("SELECT n FROM one.t").unwrap_err().to_string();
    assert!(refused.contains("denied"), "{refused}");
    // Were `_` taken for a wildcard, this name would be in reach.
    two.client().query("CREATE DATABASE `twoXofXthem`").unwrap_err();

    lease.crash();
    one.value("SELECT 1").unwrap_err();
    lease.recover().unwrap();
    assert_eq!(one.value("SELECT n FROM t").unwrap(), "7");
}

#[test]
fn server_is_up_until_its_last_user_leaves() {
    let scratch = Scratch::new();
    let url = scratch.run(&["db", "start"]);
    // A task that uses it meanwhile neither moves nor ends it.
    scratch.run(&["db", "shell", "-e", "SELECT 1"]);
    assert_eq!(scratch.run(&["db", "url"]), url);
    scratch.run(&["db", "stop"]);

    // No process holds it now: the shell starts it and stops it.
    scratch.run(&["db", "shell", "-e", "SELECT 1"]);
    assert_eq!(scratch.run(&["db", "stop"]), "was not running\n");
}
