//! A folder as a repository of its own: its history, and nothing that leads outside.

use std::fs;
use std::path::Path;
use std::process::Command;

use cargo_polyrepo::tool::Cache;
use xtask::supply_chain;

use crate::scratch::Scratch;

fn git(repository: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git").current_dir(repository).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A checkout with tasks, whose library and service were changed one after the other.
fn checkout() -> Scratch {
    let scratch = Scratch::new();
    let tasks = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["Cargo.toml", "Cargo.lock"] {
        scratch.write(&format!("xtask/{file}"), &fs::read_to_string(tasks.join(file)).unwrap());
    }
    scratch.write("xtask/src/lib.rs", "");
    scratch.write("xtask/src/main.rs", "fn main() {}\n");
    scratch.write("xtask/tests/tasks/main.rs", "");
    let release = fs::read_to_string(tasks.join("../shared-models/release.toml")).unwrap();
    scratch.write("shared-models/release.toml", &release);
    for workflow in ["shared-models.yml", "release.yml"] {
        let workflow = format!(".github/workflows/{workflow}");
        scratch.write(&workflow, &fs::read_to_string(tasks.join("..").join(&workflow)).unwrap());
    }
    scratch.write(".gitignore", "target/\n*.tmp\n");
    scratch.commit();
    git(&scratch.path(""), &["tag", "shared-models-v1.0.0"]);
    git(&scratch.path(""), &["tag", "service-a-v1.0.0"]);
    scratch.write("service-a/note", "of the service alone");
    scratch.commit();
    scratch
}

#[test]
fn each_folder_is_a_repository_with_its_own_history() {
    let scratch = checkout();
    let mut command = scratch.xtask_command();
    command.args(["split", "--out", "target/split"]);
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "x").env(format!("GIT_{role}_EMAIL"), "x@x");
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let library = scratch.path("target/split/shared-models");
    assert_eq!(git(&library, &["status", "--porcelain"]), "");
    assert!(!git(&library, &["log", "--format=%H", "--", "note"]).contains(|_| true), "another folder's commit");
    assert_eq!(git(&library, &["tag"]).trim(), "shared-models-v1.0.0");
    // First made, then told to release: two commits of the folder's, and one to stand alone.
    assert_eq!(git(&library, &["rev-list", "--count", "main"]).trim(), "3");
    assert!(library.join("src/lib.rs").is_file() && library.join("xtask/src/main.rs").is_file());
    assert!(!library.join("xtask/tests").exists());

    for file in git(&library, &["ls-files"]).lines().filter(|file| !file.ends_with(".rs")) {
        let text = fs::read_to_string(library.join(file)).unwrap();
        assert!(!text.contains("\"../") && !text.contains("../target"), "{file} leads outside");
    }
    let mut metadata = Command::new(env!("CARGO"));
    metadata.args(["metadata", "--format-version=1", "--locked", "--manifest-path", "xtask/Cargo.toml"]);
    let metadata = metadata.current_dir(&library).output().unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));

    // A library releases itself, and what it builds from wants to know who asks.
    let release = fs::read_to_string(library.join(".github/workflows/release.yml")).unwrap();
    assert!(release.contains("secrets.REGISTRY_READ_TOKEN") && !release.contains("bump-consumers"), "{release}");
    let zizmor = supply_chain::zizmor(&Cache::of_user().unwrap()).unwrap();
    let audit =
        Command::new(zizmor).args(["--offline", "--quiet", "--no-progress"]).arg(library.join(".github")).output();
    let audit = audit.unwrap();
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stdout));

    let service = scratch.path("target/split/service-a");
    assert_eq!(fs::read_to_string(service.join("note")).unwrap(), "of the service alone");
    assert!(fs::read_to_string(service.join(".cargo/config.toml")).unwrap().contains("[registries.kellnr]"));
}

#[test]
fn what_is_there_is_not_written_over() {
    let scratch = Scratch::new();
    scratch.write("out/precious", "");
    let error = scratch.xtask(&["split", "--out", "out"]).expect_error(1);
    assert!(error.contains("is not empty"), "{error}");
}
