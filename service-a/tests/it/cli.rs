//! The binary: what it prints and how it ends.

use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use service_a::config::DatabaseUrl;


fn service(arguments: &[&str], url: Option<&DatabaseUrl>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_service-a"));
    command.args(arguments).env_clear().env("PORT", "0");
    if let Some(url) = url {
        command.env("DATABASE_URL", url.secret());
    }
    command
}

#[track_caller]
fn ends(command: &mut Command, code: i32) -> (String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(code), "{stdout}{stderr}");
    (stdout, stderr)
}

#[test]
fn wrong_configuration_is_one_line_that_names_the_variable() {
    let (_, stderr) = ends(&mut service(&["serve"], None), 2);
    assert_eq!(stderr, "service-a: DATABASE_URL: must be set\n");
    let url = "mysql://b:b@127.0.0.1:1/b".parse().unwrap();
    for (variable, value) in [("PORT", "eighty"), ("HTTP_WORKERS", "0"), ("RUST_LOG", "a=b=c"), ("FULFILMENT_URL", "x")]
    {
        let (_, stderr) = ends(service(&["serve"], Some(&url)).env(variable, value), 2);
        assert!(stderr.starts_with(&format!("service-a: {variable}: ")) && stderr.lines().count() == 1, "{stderr}");
    }
}

#[test]
fn wrong_usage_is_code_two() {
    ends(&mut service(&["fly"], None), 2);
    let database = TestDatabase::migrated();
    let (_, stderr) = ends(&mut service(&["seed", "--only", "stock.json"], Some(&database.url())), 2);
    assert!(stderr.contains("roles.json, users.json, brands.json"), "{stderr}");
}

#[test]
fn without_a_database_it_says_so_once_and_keeps_the_password() {
    let url = "mysql://storefront:s3cr3t@127.0.0.1:1/storefront".parse().unwrap();
    let (stdout, stderr) = ends(&mut service(&["serve"], Some(&url)), 1);
    assert!(stderr.starts_with("service-a: failed to reach the database") && stderr.lines().count() == 1, "{stderr}");
    assert!(!stderr.contains("s3cr3t") && !stdout.contains("s3cr3t"));
}

#[test]
fn it_does_not_serve_a_database_that_waits_for_migrations() {
    let database = TestDatabase::migrated();
    ends(&mut service(&["migrate", "down"], Some(&database.url())), 0);
    let (_, stderr) = ends(&mut service(&["serve"], Some(&database.url())), 1);
    assert!(stderr.contains("_index_idempotency_keys_by_age"), "{stderr}");
    let (stdout, _) = ends(&mut service(&["migrate", "up"], Some(&database.url())), 0);
    assert!(stdout.contains("_index_idempotency_keys_by_age"), "{stdout}");
}

#[test]
fn it_does_not_serve_a_database_of_another_shape() {
    let database = TestDatabase::migrated();
    database.execute("ALTER TABLE products DROP COLUMN description");
    for command in ["serve", "check-schema"] {
        let (_, stderr) = ends(&mut service(&[command], Some(&database.url())), 1);
        assert!(stderr.contains("table products, column description: expected text not null, found none"), "{stderr}");
    }
}

#[test]
fn the_commands_of_an_operator() {
    let database = TestDatabase::empty();
    let url = database.url();
    let (stdout, _) = ends(&mut service(&["migrate", "status"], Some(&url)), 0);
    assert!(stdout.matches("pending").count() > 1 && !stdout.contains("applied"), "{stdout}");
    ends(&mut service(&["migrate", "up"], Some(&url)), 0);
    ends(&mut service(&["migrate", "redo"], Some(&url)), 0);
    ends(&mut service(&["check-schema"], Some(&url)), 0);
    let (stdout, _) = ends(&mut service(&["seed", "--dry-run", "--only", "brands.json"], Some(&url)), 0);
    assert_eq!(stdout, "         brands.json  would be 12 created, 0 updated, 0 unchanged\n");
    ends(&mut service(&["seed"], Some(&url)), 0);
    assert_eq!(database.count("products"), 120);
    let (stdout, _) = ends(&mut service(&["openapi"], None), 0);
    let document: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(document, service_a::routes::document());
}

#[test]
fn it_serves_until_it_is_told_to_stop() {
    let database = TestDatabase::migrated();
    let mut child = service(&["serve"], Some(&database.url())).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let ready = lines.find(|line| line.contains("ready")).unwrap();
    assert!(!ready.contains(database.url().secret()), "{ready}");
    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert!(lines.any(|line| line.contains("stopped")));
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
