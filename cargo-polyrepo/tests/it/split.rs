//! A folder as a repository: its history, and nothing that leads outside.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::scratch::Scratch;

const RELEASE: &str = "pre-release-hook = [\"cargo\", \"polyrepo\", \"release\", \"gate\"]\n";

const ALIAS: &str = "[alias]\npolyrepo = \"run --quiet --manifest-path ../cargo-polyrepo/Cargo.toml --\"\n";

const WORKFLOW: &str = "name: shared-models\non:\n  push:\n    paths:\n      - shared-models/**\n\npermissions: {}\n\njobs:\n  \
    test:\n    steps:\n      - run: cargo xtask test shared-models\n  accord:\n    steps:\n      - run: cargo accord snapshot \
    --check --manifest-path shared-models/Cargo.toml\n";

const RELEASE_WORKFLOW: &str = "name: release\n\npermissions: {}\n\njobs:\n  publish:\n    steps:\n      - run: cargo polyrepo \
    release publish --push\n\n  bump:\n    uses: ./.github/workflows/bump-consumers.yml\n";

fn git(repository: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").current_dir(repository).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A checkout with tools, whose library and service were changed one after the other.
fn checkout() -> Scratch {
    let scratch = Scratch::new();
    scratch.library("cargo-polyrepo", "cargo-polyrepo", "");
    scratch.library("cargo-accord/cargo-accord", "cargo-accord", "");
    scratch.edit("cargo-accord/Cargo.toml", "[\"accord-contract\"]", "[\"accord-contract\", \"cargo-accord\"]");
    scratch.write("cargo-accord/cargo-accord/.cargo/config.toml", ALIAS);
    scratch.write("shared-models/release.toml", RELEASE);
    scratch.write("shared-models/.cargo/config.toml", ALIAS);
    scratch.write(".github/workflows/shared-models.yml", WORKFLOW);
    scratch.write(".github/workflows/release.yml", RELEASE_WORKFLOW);
    scratch.write("xtask/Cargo.toml", "[package]\nname = \"xtask\"\nversion = \"0.1.0\"\npublish = false\n");
    scratch.write("xtask/src/main.rs", "fn main() {}\n");
    scratch.write(".gitignore", "target/\n*.tmp\n");
    scratch.commit();
    for tag in ["shared-models-v1.0.0", "service-a-v1.0.0", "accord-contract-v1.0.0"] {
        git(&scratch.path(""), &["tag", tag]);
    }
    scratch.write("service-a/note", "of the service alone");
    scratch.commit();
    scratch
}

fn split(scratch: &Scratch) {
    let mut command = scratch.polyrepo_command();
    command.args(["split", "--out", "target/split"]);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "x").env(format!("GIT_{role}_EMAIL"), "x@x");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn each_folder_is_a_repository_with_its_own_history() {
    let scratch = checkout();
    split(&scratch);
    let mut written: Vec<_> = fs::read_dir(scratch.path("target/split"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    let folders =
        ["cargo-accord", "cargo-polyrepo", "registry-config", "service-a", "service-chassis", "shared-models"];
    assert_eq!(written, folders, "every package that is released, and no task");

    let library = scratch.path("target/split/shared-models");
    assert_eq!(git(&library, &["status", "--porcelain"]), "");
    assert!(!git(&library, &["log", "--format=%H", "--", "note"]).contains(|_| true), "another folder's commit");
    assert_eq!(git(&library, &["tag"]).trim(), "shared-models-v1.0.0");
    // Two commits of the folder, and one to stand alone.
    assert_eq!(git(&library, &["rev-list", "--count", "main"]).trim(), "3");
    assert!(library.join("src/lib.rs").is_file() && !library.join("xtask").exists());

    let service = scratch.path("target/split/service-a");
    assert_eq!(fs::read_to_string(service.join("note")).unwrap(), "of the service alone");
    assert!(fs::read_to_string(service.join(".cargo/config.toml")).unwrap().contains("[registries.kellnr]"));
}

#[test]
fn nothing_leads_outside_and_tools_are_installed() {
    let scratch = checkout();
    split(&scratch);
    for name in ["shared-models", "cargo-accord"] {
        let repository = scratch.path("target/split").join(name);
        for file in git(&repository, &["ls-files"]).lines().filter(|file| !file.ends_with(".rs")) {
            let text = fs::read_to_string(repository.join(file)).unwrap();
            assert!(!text.contains("../") && !text.contains("xtask"), "{name}: {file} leads outside:\n{text}");
        }
    }
    let library = scratch.path("target/split/shared-models");
    assert_eq!(fs::read_to_string(library.join("release.toml")).unwrap(), RELEASE);
    // A library releases itself, and what it builds from demands a token.
    let release = fs::read_to_string(library.join(".github/workflows/release.yml")).unwrap();
    assert!(release.contains("secrets.REGISTRY_READ_TOKEN") && !release.contains("bump-consumers"), "{release}");
    let workflow = fs::read_to_string(library.join(".github/workflows/shared-models.yml")).unwrap();
    for line in [
        "cargo install cargo-polyrepo --version 1.0.0 --registry kellnr --locked\n      - run: cargo polyrepo test\n",
        "cargo install cargo-accord --version 1.0.0 --registry kellnr --locked\n      - run: cargo accord snapshot --check\n",
    ] {
        assert!(workflow.contains(line), "{workflow}");
    }
    let workspace = scratch.path("target/split/cargo-accord");
    assert_eq!(git(&workspace, &["tag"]).trim(), "accord-contract-v1.0.0");
    assert!(!workspace.join("cargo-accord/.cargo").exists());
}

#[test]
fn repository_is_recognised_by_the_commands() {
    let scratch = checkout();
    split(&scratch);
    for folder in ["service-a/src", "cargo-accord/accord-contract"] {
        let mut command = scratch.polyrepo_command();
        command.args(["registry", "address"]).current_dir(scratch.path("target/split").join(folder));
        let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
        assert_eq!(said.trim(), "sparse+http://127.0.0.1:8000/api/v1/crates/", "{folder}");
    }
    let mut command = scratch.polyrepo_command();
    let output =
        command.args(["archive"]).current_dir(scratch.path("target/split/shared-models/src")).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("has no archive"), "{error}");
}

#[test]
fn what_is_there_is_not_written_over() {
    let scratch = Scratch::new();
    scratch.write("out/precious", "");
    let error = scratch.polyrepo(&["split", "--out", "out"]).expect_error(1);
    assert!(error.contains("is not empty"), "{error}");
}
