//! A release goes into the archive once, and a service builds from there.

use std::fs;

use cargo_polyrepo::digest;

use crate::scratch::Scratch;

const CRATE: &str = "registry-config/releases/shared-models-1.0.0.crate";
const INDEX: &str = "registry-config/releases/index/sh/ar/shared-models";

#[test]
fn service_builds_from_the_archive_and_its_lock_names_the_registry() {
    let scratch = Scratch::new();
    scratch.polyrepo(&["archive"]).expect_success();

    scratch.cargo("service-a", &["generate-lockfile"]).expect_success();
    let lock = scratch.read("service-a/Cargo.lock");
    assert!(lock.contains("source = \"sparse+http://127.0.0.1:8000/api/v1/crates/\""), "{lock}");
    let checksum = digest::sha256_of(&scratch.path(CRATE)).unwrap();
    assert!(lock.contains(&format!("checksum = \"{checksum}\"")), "{lock}");

    let ran = scratch.cargo("service-a", &["run", "--quiet", "--locked"]).expect_success();
    assert_eq!(ran.stdout, "one\n");
}

#[test]
fn release_is_never_rewritten() {
    let scratch = Scratch::new();
    scratch.polyrepo(&["archive"]).expect_success();
    let before = (fs::read(scratch.path(CRATE)).unwrap(), scratch.read(INDEX));

    scratch.say("two");
    scratch.commit();
    let error = scratch.polyrepo(&["archive"]).expect_error(1);
    assert!(error.contains("shared-models 1.0.0 is released already"), "{error}");
    assert_eq!(before, (fs::read(scratch.path(CRATE)).unwrap(), scratch.read(INDEX)));
}

#[test]
fn versions_stand_side_by_side_and_each_service_keeps_its_own() {
    let scratch = Scratch::new();
    scratch.polyrepo(&["archive"]).expect_success();
    scratch.cargo("service-a", &["generate-lockfile"]).expect_success();

    scratch.edit("shared-models/Cargo.toml", "version = \"1.0.0\"", "version = \"1.1.0\"");
    scratch.say("two");
    scratch.commit();
    scratch.polyrepo(&["archive"]).expect_success();
    assert_eq!(scratch.read(INDEX).lines().count(), 2);

    let run = ["run", "--quiet", "--locked"];
    assert_eq!(scratch.cargo("service-a", &run).expect_success().stdout, "one\n");
    scratch.cargo("service-a", &["update", "shared-models"]).expect_success();
    assert_eq!(scratch.cargo("service-a", &run).expect_success().stdout, "two\n");
}

#[test]
fn what_is_not_released_is_not_archived() {
    let scratch = Scratch::new();
    let error = scratch.polyrepo(&["archive", "service-a"]).expect_error(1);
    assert!(error.contains("service-a is no package that is released here; choose one of: accord-contract"), "{error}");
    assert!(!scratch.path("registry-config/releases").exists());
}

#[test]
fn uncommitted_changes_are_refused_unless_allowed() {
    let scratch = Scratch::new();
    scratch.write("shared-models/src/stray.rs", "");
    let error = scratch.polyrepo(&["archive"]).expect_error(1);
    assert!(error.contains("stray.rs"), "{error}");
    assert!(!scratch.path(CRATE).exists());

    scratch.polyrepo(&["archive", "--allow-dirty"]).expect_success();
    assert!(scratch.path(CRATE).exists());
}

#[test]
fn attempt_that_was_cut_off_is_completed_by_the_same_bytes_only() {
    let scratch = Scratch::new();
    scratch.polyrepo(&["archive"]).expect_success();
    let index = scratch.read(INDEX);
    // As if the power had failed between the file and its line.
    fs::remove_file(scratch.path(INDEX)).unwrap();
    scratch.polyrepo(&["archive"]).expect_success();
    assert_eq!(scratch.read(INDEX), index);

    fs::remove_file(scratch.path(INDEX)).unwrap();
    scratch.say("other");
    scratch.commit();
    let error = scratch.polyrepo(&["archive"]).expect_error(1);
    assert!(error.contains("there already with other content"), "{error}");
}

#[test]
fn path_dependency_is_refused() {
    let scratch = Scratch::new();
    scratch.write("near/Cargo.toml", "[package]\nname = \"near\"\nversion = \"1.0.0\"\nedition = \"2024\"\n");
    scratch.write("near/src/lib.rs", "");
    scratch.edit("shared-models/Cargo.toml", "[dependencies]", "[dependencies]\nnear = { path = \"../near\" }");
    scratch.commit();
    scratch.polyrepo(&["archive"]).expect_error(1);
    assert!(!scratch.path(CRATE).exists());
}

/// A member of a workspace has its neighbour by path and by version: the version is what counts for a release.
#[test]
fn package_is_built_on_one_that_was_archived_before_it() {
    let scratch = Scratch::new();
    let near = "accord-contract = { version = \"1.0\", path = \"../accord-contract\", registry = \"kellnr\" }\n";
    scratch.library("cargo-accord/cargo-accord", "cargo-accord", near);
    scratch.edit("cargo-accord/Cargo.toml", "[\"accord-contract\"]", "[\"accord-contract\", \"cargo-accord\"]");
    scratch.commit();
    scratch.polyrepo(&["archive", "cargo-accord"]).expect_error(1);

    scratch.polyrepo(&["archive", "cargo-accord/accord-contract", "cargo-accord/cargo-accord"]).expect_success();
    let index = scratch.read("registry-config/releases/index/ca/rg/cargo-accord");
    assert!(index.contains("\"name\":\"accord-contract\"") && !index.contains("path"), "{index}");
    assert!(!index.contains("127.0.0.1"), "the archive does not depend on the address of the registry: {index}");

    // A service outside of the workspace gets both from the archive.
    scratch.edit(
        "service-a/Cargo.toml",
        "shared-models = { version = \"1.0\", registry = \"kellnr\", features = [\"errors\"] }",
        "cargo-accord = { version = \"1.0\", registry = \"kellnr\" }",
    );
    scratch.write("service-a/src/main.rs", "fn main() {}\n");
    scratch.cargo("service-a", &["generate-lockfile"]).expect_success();
    scratch.cargo("service-a", &["check", "--locked"]).expect_success();
    assert_eq!(scratch.read("service-a/Cargo.lock").matches("checksum = ").count(), 2);
}

#[test]
fn folder_without_a_package_is_named() {
    let error = Scratch::new().polyrepo(&["archive", "nowhere"]).expect_error(1);
    assert!(error.contains("nowhere is no package that is released here"), "{error}");
}
