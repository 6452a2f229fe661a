//! Programs and servers that a command starts.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use cargo_polyrepo::port::prefer;
use cargo_polyrepo::process::{Directory, Service, capture, run_logged};

fn directory() -> PathBuf {
    std::env::temp_dir().join(format!("polyrepo-background-{}", std::process::id()))
}

fn is_up(_: u16) -> bool {
    directory().join("up").exists()
}

#[test]
fn server_is_found_by_its_files_until_it_ends() {
    let directory = directory();
    let kept = Directory::create(&directory).unwrap();
    let mark = directory.join("data").to_string_lossy().into_owned();
    let service = |answers| Service { name: "the server", directory: &kept, mark: mark.clone(), answers };
    let mut command = Command::new("sh");
    // Waits for a writer that never comes.
    command.current_dir(&directory).args(["-c", "mkfifo \"$0\"; touch up; read line <\"$0\"", &mark]);
    let running = service(is_up).launch(&mut command, 8123, Duration::from_secs(9)).unwrap();
    let found = service(is_up).find().unwrap();
    assert_eq!((found.id(), found.port), (running.id(), 8123));
    assert!(service(|_| false).find().is_none(), "it does not answer");
    found.stop();
    assert!(service(|_| true).find().is_none(), "it has ended");
    assert_eq!(service(|_| true).last_port(), Some(8123));

    let mut command = Command::new("false");
    let error = service(|_| false).launch(&mut command, 8123, Duration::from_secs(9)).unwrap_err().to_string();
    assert!(error.starts_with("the server did not come up; its log is "), "{error}");
    fs::remove_dir_all(directory).unwrap();
}

#[test]
fn captured_failure_carries_the_last_complaint() {
    let mut command = Command::new("sh");
    command.args(["-c", "echo first >&2; echo last >&2; exit 3"]);
    let error = capture(&mut command).unwrap_err().to_string();
    assert!(error.contains("exit status: 3") && error.ends_with("last"), "{error}");
}

#[test]
fn logged_lines_arrive_and_stay() {
    let log = std::env::temp_dir().join(format!("polyrepo-log-{}", std::process::id()));
    let mut seen = Vec::new();
    let mut command = Command::new("sh");
    command.args(["-c", "echo one >&2; echo two >&2"]);
    run_logged(&mut command, &log, |line| seen.push(line.to_owned())).unwrap();
    let kept = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    assert_eq!(kept, "one\ntwo\n");
    assert!(seen.len() <= 2);
}

#[test]
fn taken_port_is_replaced() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let taken = listener.local_addr().unwrap().port();
    assert_ne!(prefer(taken).unwrap(), taken);
}

#[test]
fn directory_of_a_server_is_closed_and_its_secret_stays() {
    let path = std::env::temp_dir().join(format!("polyrepo-directory-{}", std::process::id()));
    let directory = Directory::create(&path).unwrap();
    let password = directory.secret("admin").unwrap();
    assert_eq!(password.len(), 64);
    assert_eq!(Directory::create(&path).unwrap().secret("admin").unwrap(), password);
    assert_ne!(directory.secret("reader").unwrap(), password);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(directory.path()), mode(&directory.file("secret"))), (0o700, 0o600));
    fs::remove_dir_all(path).unwrap();
}
