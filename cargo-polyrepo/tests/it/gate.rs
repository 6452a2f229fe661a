//! What passes the gate of a release, what does not, and that a refusal leaves no trace.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::scratch::{Ran, Scratch};

/// Stands for `cargo accord`: snapshot writes what the file says, check answers what the file says.
const JUDGE: &str = r#"#!/bin/sh
here=$(dirname "$0")
case "$1 $2" in
"snapshot --check") cmp -s "$here/fresh" contract.json || exit 1 ;;
"snapshot ") sed "s/VERSION/$NEW_VERSION/" "$here/fresh" > contract.json ;;
"check --new") grep -q "\"$NEW_VERSION\"" "$3" || exit 2; exit "$(cat "$here/verdict")" ;;
"check ") exit "$(cat "$here/verdict")" ;;
*) exit 2 ;;
esac
"#;

const CHANGELOG: &str =
    "# Changelog\n\n<!-- next-header -->\n\n## [Unreleased] - ReleaseDate\n\nGifts.\n\n## [1.0.0]\n\nAll.\n";

/// A library with a contract, committed, about to become 1.1.0.
struct Library {
    scratch: Scratch,
    judge: PathBuf,
}

impl Library {
    fn new(verdict: &str) -> Self {
        let scratch = Scratch::new();
        scratch.write("shared-models/CHANGELOG.md", CHANGELOG);
        scratch.write("shared-models/contract.json", "{\"version\":\"1.0.0\"}\n");
        scratch.edit("shared-models/Cargo.toml", "[features]", "[package.metadata.accord]\n\n[features]");
        scratch.commit();
        let judge = scratch.path("target/judge");
        scratch.write("target/judge/cargo-accord", JUDGE);
        scratch.write("target/judge/verdict", verdict);
        scratch.write("target/judge/fresh", "{\"version\":\"1.0.0\"}\n");
        let mut chmod = Command::new("chmod");
        assert!(chmod.arg("+x").arg(judge.join("cargo-accord")).status().unwrap().success());
        Self { scratch, judge }
    }

    /// What `cargo release --execute` has done before it asks.
    fn bump(&self) {
        self.scratch.edit("shared-models/Cargo.toml", "version = \"1.0.0\"", "version = \"1.1.0\"");
        self.scratch.edit("shared-models/CHANGELOG.md", "[Unreleased] - ReleaseDate", "[1.1.0] - 2026-01-01");
        self.scratch.write("target/judge/fresh", "{\"version\":\"VERSION\"}\n");
    }

    fn gate(&self, dry_run: bool) -> Ran {
        let mut command = self.scratch.polyrepo_command();
        let path = env::var_os("PATH").unwrap();
        let path = env::join_paths([self.judge.clone()].into_iter().chain(env::split_paths(&path))).unwrap();
        command.args(["release", "gate"]).env("PATH", path);
        command.env("CRATE_ROOT", self.scratch.path("shared-models")).env("NEW_VERSION", "1.1.0");
        command.env("CRATE_NAME", "shared-models").env("PREV_VERSION", "1.0.0");
        command.env("DRY_RUN", if dry_run { "true" } else { "false" });
        command.output().unwrap().into()
    }

    #[track_caller]
    fn refuses(&self, dry_run: bool, reason: &str) {
        let error = self.gate(dry_run).expect_error(1);
        assert!(error.contains(reason), "{error}");
    }

    fn status(&self) -> String {
        let mut git = Command::new("git");
        let output = git.current_dir(self.scratch.path("")).args(["status", "--porcelain"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn enough_is_let_through_and_its_contract_staged() {
    let library = Library::new("0");
    library.gate(true).expect_success();
    assert_eq!(library.status(), "", "a dry run writes nothing");

    library.bump();
    library.gate(false).expect_success();
    assert_eq!(library.scratch.read("shared-models/contract.json"), "{\"version\":\"1.1.0\"}\n");
    assert!(library.status().contains("M  shared-models/contract.json"), "{}", library.status());
}

#[test]
fn too_small_a_step_is_refused_and_undone() {
    let library = Library::new("1");
    library.refuses(true, "1.1.0 is too small a step");
    library.bump();
    library.gate(false).expect_error(1);
    assert_eq!(library.status(), "");
    assert!(library.scratch.read("shared-models/Cargo.toml").contains("version = \"1.0.0\""));
}

#[test]
fn what_cannot_be_judged_is_refused_too() {
    let library = Library::new("2");
    library.bump();
    library.refuses(false, "could not judge");
    assert_eq!(library.status(), "");
}

#[test]
fn stale_contract_is_not_released_unseen() {
    let library = Library::new("0");
    library.scratch.write("target/judge/fresh", "{\"version\":\"1.0.0\",\"types\":{}}\n");
    library.refuses(true, "contract.json is stale");
    library.bump();
    library.scratch.write("target/judge/fresh", "{\"version\":\"VERSION\",\"types\":{}}\n");
    library.refuses(false, "contract.json was stale");
    assert_eq!(library.status(), "");
}

#[test]
fn silent_changelog_is_refused() {
    let library = Library::new("0");
    library.scratch.edit("shared-models/CHANGELOG.md", "Gifts.\n", "");
    library.scratch.commit();
    library.refuses(true, "CHANGELOG.md says nothing about this release");
}

#[test]
fn only_cargo_release_asks() {
    let error = Scratch::new().polyrepo(&["release", "gate"]).expect_error(1);
    assert!(error.contains("cargo release LEVEL"), "{error}");
}

#[test]
fn package_without_a_contract_needs_a_changelog_alone() {
    let library = Library::new("1");
    library.scratch.edit("shared-models/Cargo.toml", "[package.metadata.accord]\n", "");
    library.scratch.commit();
    library.gate(true).expect_success();
    library.scratch.edit("shared-models/CHANGELOG.md", "Gifts.\n", "");
    library.scratch.commit();
    library.refuses(true, "says nothing about this release");
}
