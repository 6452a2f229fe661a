//! Monorepo mode: the working copy instead of a release, and no trace of it afterwards.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::scratch::Scratch;

const LOCK: &str = "service-a/Cargo.lock";

/// A service on release 1.0.0, and a working copy that says something else.
fn ahead_of_its_release() -> Scratch {
    let scratch = Scratch::new();
    scratch.polyrepo(&["archive"]).expect_success();
    scratch.cargo("service-a", &["generate-lockfile"]).expect_success();
    scratch.say("unreleased");
    scratch
}

#[test]
fn working_copy_is_used_and_the_lock_file_put_back() {
    let scratch = ahead_of_its_release();
    let lock = scratch.read(LOCK);
    let ran = scratch.polyrepo(&["mono", "run", "--quiet"]).expect_success();
    assert_eq!(ran.stdout, "unreleased\n");
    assert_eq!(scratch.read(LOCK), lock);

    let ran = scratch.cargo("service-a", &["run", "--quiet", "--locked"]).expect_success();
    assert_eq!(ran.stdout, "one\n");
}

#[test]
fn each_library_is_reported() {
    let ran = ahead_of_its_release().polyrepo(&["mono", "check", "--quiet"]).expect_success();
    assert!(ran.stderr.contains("service-a: working copy of shared-models\n"), "{}", ran.stderr);
    let unused = "service-a does not use the working copy of service-chassis, accord-contract";
    assert!(ran.stderr.contains(unused), "{}", ran.stderr);
}

#[test]
fn one_service_can_be_named() {
    let scratch = ahead_of_its_release();
    let ran = scratch.polyrepo(&["mono", "run", "--quiet", "--manifest-path", "service-a/Cargo.toml"]);
    assert_eq!(ran.expect_success().stdout, "unreleased\n");
}

#[test]
fn failed_build_passes_its_exit_code_and_puts_the_lock_file_back() {
    let scratch = ahead_of_its_release();
    let lock = scratch.read(LOCK);
    scratch.write("shared-models/src/lib.rs", "this is no Rust");
    let ran = scratch.polyrepo(&["mono", "build"]);
    assert_eq!(ran.code, Some(101), "{}", ran.stderr);
    assert_eq!(scratch.read(LOCK), lock);
}

#[test]
fn lock_file_that_was_not_there_is_not_there_afterwards() {
    let scratch = ahead_of_its_release();
    fs::remove_file(scratch.path(LOCK)).unwrap();
    scratch.polyrepo(&["mono", "build"]).expect_success();
    assert!(!scratch.path(LOCK).exists());
}

#[test]
fn working_copy_of_another_major_is_an_error_not_a_silence() {
    let scratch = ahead_of_its_release();
    let lock = scratch.read(LOCK);
    scratch.edit("shared-models/Cargo.toml", "version = \"1.0.0\"", "version = \"2.0.0\"");
    let error = scratch.polyrepo(&["mono", "build"]).expect_error(1);
    assert!(error.contains("the working copy was not used"), "{error}");
    assert_eq!(scratch.read(LOCK), lock);
}

#[test]
fn interruption_puts_the_lock_file_back() {
    let scratch = ahead_of_its_release();
    let lock = scratch.read(LOCK);
    // Says that it runs, and then runs until it is ended.
    scratch.write(
        "service-a/src/main.rs",
        "fn main() { println!(\"{}\", shared_models::WORD); loop { std::thread::park(); } }\n",
    );
    let mut command = scratch.polyrepo_command();
    let mut child =
        command.args(["mono", "run", "--quiet"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "unreleased\n");
    assert_ne!(scratch.read(LOCK), lock, "cargo had rewritten it");

    kill(Pid::from_raw(child.id().try_into().unwrap()), Signal::SIGINT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(scratch.read(LOCK), lock);
}
