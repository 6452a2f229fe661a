//! From a tag to the registry and the archive, once, whatever fails on the way.

use std::fs;
use std::process::Command;

use cargo_polyrepo::digest;

use crate::fake_registry::FakeRegistry;
use crate::scratch::{Ran, Scratch};

const CRATE: &str = "registry-config/releases/shared-models-1.0.0.crate";
const TAG: &str = "shared-models-v1.0.0";

/// A tagged release, and a registry that does not have it yet.
struct Released {
    scratch: Scratch,
    registry: FakeRegistry,
}

impl Released {
    fn new() -> Self {
        let scratch = Scratch::new();
        // Nothing from elsewhere: asking for a lock file is asking for every dependency.
        scratch.edit("shared-models/Cargo.toml", "errors = [\"dep:anyhow\"]", "errors = []");
        let manifest = scratch.read("shared-models/Cargo.toml");
        let (manifest, _) = manifest.split_once("[dependencies]").unwrap();
        scratch.write("shared-models/Cargo.toml", manifest);
        scratch.write(".gitignore", "target/\n*.tmp\n");
        scratch.cargo("shared-models", &["generate-lockfile"]).expect_success();
        scratch.commit();
        let released = Self { scratch, registry: FakeRegistry::start() };
        released.git(&["tag", TAG]);
        released
    }

    fn publish(&self, arguments: &[&str]) -> Ran {
        self.release("publish", arguments)
    }

    fn release(&self, task: &str, arguments: &[&str]) -> Ran {
        let mut command = self.scratch.polyrepo_command();
        command.args(["release", task]).args(arguments);
        command.env("CARGO_REGISTRIES_KELLNR_INDEX", self.registry.index()).env("CARGO_NET_OFFLINE", "false");
        command.env("CARGO_REGISTRIES_KELLNR_TOKEN", "a-token-that-is-never-printed");
        command.env("GIT_AUTHOR_NAME", "x").env("GIT_AUTHOR_EMAIL", "x@x");
        command.env("GIT_COMMITTER_NAME", "x").env("GIT_COMMITTER_EMAIL", "x@x");
        let ran: Ran = command.output().unwrap().into();
        assert!(!ran.stdout.contains("never-printed") && !ran.stderr.contains("never-printed"), "{}", ran.stderr);
        ran
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        let output = git.current_dir(self.scratch.path("")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn release_is_published_archived_and_both_once() {
    let released = Released::new();
    released.publish(&["--commit"]).expect_success();
    let checksum = digest::sha256_of(&released.scratch.path(CRATE)).unwrap();
    assert_eq!(released.registry.checksum("shared-models").as_deref(), Some(checksum.as_str()));
    assert!(released.git(&["log", "-1", "--format=%s"]).contains("archive: shared-models 1.0.0"));
    assert_eq!(released.git(&["status", "--porcelain"]), "");

    let again = released.publish(&["--commit"]).expect_success();
    assert!(again.stderr.contains("in the registry, with the same bytes"), "{}", again.stderr);
    assert_eq!(released.registry.uploads(), 1);
    assert_eq!(released.git(&["worktree", "list"]).lines().count(), 1);
}

#[test]
fn tag_is_published_and_not_what_lies_around() {
    let released = Released::new();
    released.scratch.say("later");
    released.publish(&[]).expect_success();
    let mut tar = Command::new("tar");
    let packed = tar.arg("-xOzf").arg(released.scratch.path(CRATE)).arg("shared-models-1.0.0/src/lib.rs");
    let packed = packed.output().unwrap();
    assert!(String::from_utf8_lossy(&packed.stdout).contains("\"one\""));
}

#[test]
fn lost_answer_is_not_a_second_upload() {
    let released = Released::new();
    released.registry.lose_the_next_answer();
    released.publish(&[]).expect_success();
    assert!(released.scratch.path(CRATE).exists());
    // Cargo itself may have tried once more.
    let uploads = released.registry.uploads();
    released.publish(&[]).expect_success();
    assert_eq!(released.registry.uploads(), uploads);
}

#[test]
fn other_bytes_under_the_same_version_stop_it() {
    let released = Released::new();
    released.registry.list("shared-models", "1.0.0", &"0".repeat(64));
    let error = released.publish(&[]).expect_error(1);
    assert!(error.contains("the registry has another shared-models 1.0.0"), "{error}");
    assert!(!released.scratch.path(CRATE).exists());
    assert_eq!(released.registry.uploads(), 0);
}

#[test]
fn registry_that_stored_and_does_not_list_is_reported() {
    let released = Released::new();
    released.registry.stores_what_it_does_not_list();
    let error = released.publish(&[]).expect_error(1);
    assert!(error.contains("stored this release and does not list it") && error.contains("registry mend"), "{error}");
    assert!(!released.scratch.path(CRATE).exists());
}

#[test]
fn yanked_release_is_yanked_in_the_archive_too_and_keeps_its_file() {
    let released = Released::new();
    released.publish(&[]).expect_success();
    let file = fs::read(released.scratch.path(CRATE)).unwrap();
    released.release("yank", &["1.0.0"]).expect_success();
    let index = released.scratch.read("registry-config/releases/index/sh/ar/shared-models");
    assert!(index.contains("\"yanked\":true") && index.lines().count() == 1, "{index}");
    assert_eq!(fs::read(released.scratch.path(CRATE)).unwrap(), file);

    let again = released.release("yank", &["1.0.0"]).expect_success();
    assert!(again.stderr.contains("is yanked in the registry"), "{}", again.stderr);
    assert_eq!(released.scratch.read("registry-config/releases/index/sh/ar/shared-models"), index);
    assert!(released.release("yank", &["9.0.0"]).expect_error(1).contains("has no shared-models 9.0.0"));
    // Another version replaces it, and this one is not published again.
    assert!(released.publish(&[]).expect_error(1).contains("is yanked"));
}

#[test]
fn interrupted_archive_is_completed() {
    let released = Released::new();
    released.publish(&[]).expect_success();
    fs::remove_dir_all(released.scratch.path("registry-config/releases")).unwrap();
    released.publish(&[]).expect_success();
    assert!(released.scratch.path(CRATE).exists());
    assert_eq!(released.registry.uploads(), 1);
}

#[test]
fn nothing_is_published_without_a_tag() {
    let released = Released::new();
    released.git(&["tag", "--delete", TAG]);
    let error = released.publish(&[]).expect_error(1);
    assert!(error.contains("no tag shared-models-v1.0.0"), "{error}");
    assert_eq!(released.registry.uploads(), 0);
}

#[test]
fn registry_that_is_down_is_named_and_nothing_is_archived() {
    let released = Released::new();
    let mut command = released.scratch.polyrepo_command();
    command.args(["release", "publish"]).env("CARGO_NET_OFFLINE", "false").env("CARGO_NET_RETRY", "0");
    let closed = cargo_polyrepo::port::free().unwrap();
    command.env("CARGO_REGISTRIES_KELLNR_INDEX", format!("sparse+http://127.0.0.1:{closed}/api/v1/crates/"));
    let error = Ran::from(command.output().unwrap()).expect_error(1);
    assert!(error.contains("the registry could not be asked"), "{error}");
    assert!(!released.scratch.path(CRATE).exists());
}
