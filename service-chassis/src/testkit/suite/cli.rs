//! The binary: what it prints and how it ends.

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use crate::Application;
use crate::config::DatabaseUrl;
use crate::testkit::raw::Raw;
use crate::testkit::{Kit, TestDatabase};

fn service<A: Application>(kit: &'static Kit<A>, arguments: &[&str], url: Option<&DatabaseUrl>) -> Command {
    let mut command = Command::new(kit.binary());
    command.args(arguments).env_clear().env("PORT", "0").envs(kit.own_variables().iter().copied());
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

fn address(text: &str) -> DatabaseUrl {
    text.parse().unwrap()
}

/// Exit code 2.
pub fn wrong_configuration_is_one_line_that_names_the_variable<A: Application>(kit: &'static Kit<A>) {
    let name = kit.service().about().name;
    let (_, stderr) = ends(&mut service(kit, &["serve"], None), 2);
    assert_eq!(stderr, format!("{name}: DATABASE_URL: must be set\n"));
    let url = address("mysql://b:b@127.0.0.1:1/b");
    for (variable, value) in [("PORT", "eighty"), ("HTTP_WORKERS", "0"), ("RUST_LOG", "a=b=c")] {
        let (_, stderr) = ends(service(kit, &["serve"], Some(&url)).env(variable, value), 2);
        assert!(stderr.starts_with(&format!("{name}: {variable}: ")) && stderr.lines().count() == 1, "{stderr}");
    }
}

/// Exit code 2.
pub fn wrong_usage_is_code_two<A: Application>(kit: &'static Kit<A>) {
    ends(&mut service(kit, &["fly"], None), 2);
    let url = address("mysql://b:b@127.0.0.1:1/b");
    let (_, stderr) = ends(&mut service(kit, &["seed", "--only", "no-such-fixture.json"], Some(&url)), 2);
    for fixture in kit.service().fixture_list() {
        assert!(stderr.contains(fixture.name), "{stderr}");
    }
}

/// Exit code 1.
pub fn without_a_database_it_fails_once_and_keeps_the_password<A: Application>(kit: &'static Kit<A>) {
    let url = address("mysql://parcels:s3cr3t@127.0.0.1:1/parcels");
    let (stdout, stderr) = ends(&mut service(kit, &["serve"], Some(&url)), 1);
    let begin = format!("{}: failed to reach the database", kit.service().about().name);
    assert!(stderr.starts_with(&begin) && stderr.lines().count() == 1, "{stderr}");
    assert!(!stderr.contains("s3cr3t") && !stdout.contains("s3cr3t"));
}

/// Exit code 1, until it is migrated.
pub fn it_does_not_serve_a_database_that_waits_for_migrations<A: Application>(kit: &'static Kit<A>) {
    let (database, newest) = (kit.database(), super::migrations::files(kit).pop().unwrap().0);
    ends(&mut service(kit, &["migrate", "down"], Some(&database.url())), 0);
    let (_, stderr) = ends(&mut service(kit, &["serve"], Some(&database.url())), 1);
    assert!(stderr.contains(&newest), "{stderr}");
    let (stdout, _) = ends(&mut service(kit, &["migrate", "up"], Some(&database.url())), 0);
    assert!(stdout.contains(&newest), "{stdout}");
}

/// Exit code 1, with every difference.
pub fn it_does_not_serve_a_database_of_another_shape<A: Application>(kit: &'static Kit<A>) {
    let database = kit.database();
    let table = &kit.service().tables().unwrap()[0].name;
    database.execute(&format!("ALTER TABLE {table} ADD founded INT NOT NULL"));
    for command in ["serve", "check-schema"] {
        let (_, stderr) = ends(&mut service(kit, &[command], Some(&database.url())), 1);
        let difference = format!("table {table}, column founded: expected none, found int not null without a default");
        assert!(stderr.contains(&difference), "{stderr}");
        assert!(stderr.contains(&format!("1 difference(s) to {}", kit.prepared().models)), "{stderr}");
    }
}

/// From an empty database to one that can be served.
pub fn the_commands_of_an_operator<A: Application>(kit: &'static Kit<A>) {
    let database = kit.empty_database();
    let url = database.url();
    let (stdout, _) = ends(&mut service(kit, &["migrate", "status"], Some(&url)), 0);
    assert!(stdout.contains("pending") && !stdout.contains("applied"), "{stdout}");
    ends(&mut service(kit, &["migrate", "up"], Some(&url)), 0);
    ends(&mut service(kit, &["migrate", "redo"], Some(&url)), 0);
    ends(&mut service(kit, &["check-schema"], Some(&url)), 0);
    for fixture in kit.service().fixture_list() {
        let (stdout, _) = ends(&mut service(kit, &["seed", "--only", fixture.name, "--dry-run"], Some(&url)), 0);
        assert!(stdout.contains(fixture.name) && stdout.lines().count() == 1, "{stdout}");
    }
    ends(&mut service(kit, &["seed"], Some(&url)), 0);
    let (stdout, _) = ends(&mut service(kit, &["openapi"], None), 0);
    let document: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(&document, kit.openapi());
    let (stdout, _) = ends(&mut service(kit, &["--version"], None), 0);
    assert_eq!(stdout, format!("{} {}\n", kit.service().about().name, kit.service().about().version));
}

/// `seed --file`: its errors, and that an empty list writes nothing.
pub fn a_fixture_from_outside_takes_the_place_of_one<A: Application>(kit: &'static Kit<A>) {
    let Some(fixture) = kit.service().fixture_list().first() else { return };
    let database = kit.database();
    let url = database.url();
    let folder = std::env::temp_dir().join(database.url().database());
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).to_str().unwrap().to_owned()
    };
    let seed = |path: &str, code: i32| ends(&mut service(kit, &["seed", "--file", path], Some(&url)), code);
    let missing = folder.join(fixture.name);
    let (_, stderr) = seed(missing.to_str().unwrap(), 1);
    assert!(stderr.contains("failed to read the fixture") && stderr.contains(fixture.name), "{stderr}");
    let (_, stderr) = seed(&write("no-such-fixture.json", "[]"), 2);
    assert!(stderr.contains("--file: no such fixture") && stderr.contains(fixture.name), "{stderr}");
    for (text, fault) in [("[{", "/: EOF"), ("[{}]", "/0")] {
        let (_, stderr) = seed(&write(fixture.name, text), 1);
        assert!(stderr.contains(&format!("{}: {fault}", fixture.name)), "{stderr}");
        assert!(stderr.contains("nothing was written"), "{stderr}");
    }
    let (stdout, _) = seed(&write(fixture.name, &fixture.text), 0);
    assert!(stdout.contains(fixture.name) && stdout.contains(" 0 updated, 0 unchanged"), "{stdout}");
    fs::remove_dir_all(&folder).unwrap();
}

/// `migrate reset` without and with `--yes`.
pub fn a_reset_has_to_be_confirmed<A: Application>(kit: &'static Kit<A>) {
    let database = kit.database();
    let url = database.url();
    let (_, stderr) = ends(&mut service(kit, &["migrate", "reset"], Some(&url)), 2);
    assert!(stderr.contains("confirm with --yes") && stderr.contains(url.database()), "{stderr}");
    let (stdout, _) = ends(&mut service(kit, &["migrate", "reset", "--yes"], Some(&url)), 0);
    assert!(stdout.contains("Reverted") && stdout.contains("Applied"), "{stdout}");
    database.execute("CREATE TABLE ledger (id INT PRIMARY KEY)");
    let (stdout, stderr) = ends(&mut service(kit, &["migrate", "reset", "--yes"], Some(&url)), 1);
    assert!(stderr.contains("the table ledger") && stdout.is_empty(), "{stdout}{stderr}");
}

/// A process that serves.
pub(super) struct Serving {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    ready: String,
}

impl Serving {
    pub(super) fn start<A: Application>(kit: &'static Kit<A>, database: &TestDatabase) -> Self {
        Self::run(&mut service(kit, &["serve"], Some(&database.url())))
    }

    /// A process that may open 128 files.
    pub(super) fn with_few_files<A: Application>(kit: &'static Kit<A>, database: &TestDatabase) -> Self {
        let unlimited = service(kit, &["serve"], Some(&database.url()));
        let variables = unlimited.get_envs().filter_map(|(name, value)| Some((name, value?)));
        let mut limited = Command::new("/bin/sh");
        limited.args(["-c", "ulimit -n 128; exec \"$0\" serve"]).arg(unlimited.get_program());
        Self::run(limited.env_clear().envs(variables))
    }

    fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.by_ref().map(Result::unwrap).find(|line| line.contains("ready")).unwrap();
        Self { child, lines, ready }
    }

    pub(super) fn address(&self) -> &str {
        self.ready.split(" address=").nth(1).unwrap().split(' ').next().unwrap()
    }

    /// The most memory that it has had so far, in KiB; nothing where the system does not say.
    pub(super) fn peak_memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok())
    }

    /// Sends SIGTERM; the lines that it has logged.
    pub(super) fn stop(mut self) -> Vec<String> {
        let stopped = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(stopped.success());
        let lines = self.lines.by_ref().map(Result::unwrap).collect();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        lines
    }
}

/// A test that fails leaves no process.
impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// SIGTERM.
pub fn it_serves_until_it_is_stopped<A: Application>(kit: &'static Kit<A>) {
    let database: TestDatabase = kit.database();
    let serving = Serving::start(kit, &database);
    assert!(!serving.ready.contains(database.url().secret()), "{}", serving.ready);
    assert!(serving.stop().iter().any(|line| line.contains("stopped")));
}

/// Requests that end in the parser: a client cannot fill the log.
pub fn what_cannot_be_read_leaves_no_line_in_the_log<A: Application>(kit: &'static Kit<A>) {
    let database = kit.database();
    let serving = Serving::start(kit, &database);
    let long = format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "x".repeat(200 << 10));
    let many = format!("GET / HTTP/1.1\r\nhost: localhost\r\n{}\r\n", "a: b\r\n".repeat(200));
    for text in ["GET / HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", &long, &many] {
        let mut raw = Raw::to(serving.address());
        raw.send(text);
        let answer = raw.until_closed();
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    let lines = serving.stop();
    assert!(lines.iter().all(|line| !line.contains("ERROR") && !line.contains("actix_http")), "{lines:?}");
}
