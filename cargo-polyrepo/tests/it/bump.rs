//! A service moves to a newer release of the library that was named.

use cargo_polyrepo::archive::Releases;

use crate::scratch::{Ran, Scratch};

/// A service on release 1.0.0 of both libraries, and 1.1.0 of the chassis in the archive.
fn behind_the_chassis() -> Scratch {
    let scratch = Scratch::new();
    scratch.edit(
        "service-a/Cargo.toml",
        "[dependencies]\n",
        "[dependencies]\nservice-chassis = { version = \"1.0\", registry = \"kellnr\" }\n",
    );
    scratch.commit();
    scratch.polyrepo(&["archive", "shared-models", "service-chassis"]).expect_success();
    scratch.cargo("service-a", &["generate-lockfile"]).expect_success();
    scratch.edit("service-chassis/Cargo.toml", "version = \"1.0.0\"", "version = \"1.1.0\"");
    scratch.write("service-chassis/CHANGELOG.md", "# Changelog\n\n## [1.1.0]\n\nDrains.\n\n## [1.0.0]\n\nAll.\n");
    scratch.commit();
    scratch.polyrepo(&["archive", "service-chassis"]).expect_success();
    scratch
}

fn bump(scratch: &Scratch, arguments: &[&str]) -> Ran {
    scratch.polyrepo(&[&["bump", "service-a"], arguments].concat())
}

#[test]
fn library_without_a_contract_moves_by_its_changelog() {
    let scratch = behind_the_chassis();
    let ran = bump(&scratch, &["--library", "service-chassis"]).expect_success();
    assert!(ran.stdout.contains("Moves service-a from service-chassis 1.0.0 to 1.1.0."), "{}", ran.stdout);
    assert!(ran.stdout.contains("Drains.") && !ran.stdout.contains("All."), "{}", ran.stdout);
    assert!(scratch.read("service-a/Cargo.toml").contains("service-chassis = { version = \"1.1\""));
    assert!(scratch.read("service-a/Cargo.toml").contains("shared-models = { version = \"1.0\""));
    assert!(scratch.read("service-a/CHANGELOG.md").contains("Moves from service-chassis 1.0.0 to 1.1.0."));
    scratch.cargo("service-a", &["check", "--locked"]).expect_success();
}

#[test]
fn newest_release_is_not_moved_from() {
    let ran = bump(&behind_the_chassis(), &[]).expect_success();
    assert!(ran.stderr.contains("service-a has shared-models 1.0.0, the newest is 1.0.0"), "{}", ran.stderr);
}

#[test]
fn other_libraries_and_releases_are_named() {
    let scratch = behind_the_chassis();
    assert!(
        bump(&scratch, &["--library", "accord-contract"])
            .expect_error(1)
            .contains("does not depend on accord-contract")
    );
    let error = bump(&scratch, &["--library", "service-chassis", "--version", "9.0.0"]).expect_error(1);
    assert!(error.contains("there is no service-chassis 9.0.0"), "{error}");
}

#[test]
fn yanked_release_is_not_moved_to() {
    let scratch = behind_the_chassis();
    let releases = Releases::at(scratch.path("registry-config/releases"));
    assert!(releases.yank("service-chassis", "1.1.0").unwrap());
    let ran = bump(&scratch, &["--library", "service-chassis"]).expect_success();
    assert!(ran.stderr.contains("service-a has service-chassis 1.0.0, the newest is 1.0.0"), "{}", ran.stderr);
    let error = bump(&scratch, &["--library", "service-chassis", "--version", "1.1.0"]).expect_error(1);
    assert!(error.contains("or it is yanked; there are: 1.0.0"), "{error}");
}
