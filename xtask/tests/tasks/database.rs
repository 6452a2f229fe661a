//! The private database server, by hand and by lease.

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::database::{Account, Durability, Lease};

use crate::scratch::Scratch;

#[test]
fn server_starts_serves_and_stops() {
    let scratch = Scratch::new();
    let started = scratch.xtask(&["db", "start"]).expect_success().stdout;
    assert!(started.starts_with("mysql://root:"), "{started}");
    assert_eq!(scratch.xtask(&["db", "url"]).expect_success().stdout, started);

    let shell = ["db", "shell", "--skip-column-names", "-e", "SELECT @@bind_address, @@character_set_server"];
    assert_eq!(scratch.xtask(&shell).expect_success().stdout, "127.0.0.1\tutf8mb4\n");

    assert_eq!(scratch.xtask(&["db", "stop"]).expect_success().stdout, "stopped\n");
    assert_eq!(scratch.xtask(&["db", "stop"]).expect_success().stdout, "was not running\n");
    // Started again, it is the same server.
    assert_eq!(scratch.xtask(&["db", "start"]).expect_success().stdout, started);
    scratch.xtask(&["db", "stop"]).expect_success();
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
    let url = scratch.xtask(&["db", "start"]).expect_success().stdout;
    // A task that uses it meanwhile neither moves nor ends it.
    scratch.xtask(&["db", "shell", "-e", "SELECT 1"]).expect_success();
    assert_eq!(scratch.xtask(&["db", "url"]).expect_success().stdout, url);
    scratch.xtask(&["db", "stop"]).expect_success();

    // No process holds it now: the shell starts it and stops it.
    scratch.xtask(&["db", "shell", "-e", "SELECT 1"]).expect_success();
    assert_eq!(scratch.xtask(&["db", "stop"]).expect_success().stdout, "was not running\n");
}
