//! Cargo's configuration, the release hooks and the version of the registry agree with the commands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::package::Package;
use cargo_polyrepo::registry::{IMAGE, KELLNR};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn released() -> Vec<(String, Package)> {
    let checkout = Checkout::at(root(), root().join("target"));
    let packages = Package::released(&checkout).unwrap();
    assert!(packages.iter().any(|package| package.name == "shared-models"));
    packages.into_iter().map(|package| (package.place(&checkout), package)).collect()
}

#[test]
fn commands_are_tested_with_this_configuration() {
    for name in ["config.toml", "registry.toml", "monorepo.toml"] {
        let (real, tested) =
            (read(&format!(".cargo/{name}")), read(&format!("cargo-polyrepo/tests/it/scratch/{name}")));
        assert_eq!(real, tested, "copy .cargo/{name} to cargo-polyrepo/tests/it/scratch");
    }
}

#[test]
fn every_package_asks_the_gate_and_publishes_nothing_by_itself() {
    for (folder, _) in released() {
        let text = read(&format!("{folder}/release.toml"));
        for line in [
            "registry = \"kellnr\"",
            "publish = false",
            "tag-name = \"{{crate_name}}-v{{version}}\"",
            "pre-release-hook = [\"cargo\", \"polyrepo\", \"release\", \"gate\"]",
        ] {
            assert!(text.lines().any(|there| there == line), "{folder}: {line}");
        }
    }
}

/// The hook runs in the package's folder, and an alias there needs the path from there.
#[test]
fn every_package_reaches_the_gate_from_its_folder() {
    for (folder, package) in released() {
        let mut cargo = Command::new(env!("CARGO"));
        let output = cargo.current_dir(package.folder).args(["polyrepo", "--version"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.starts_with("cargo polyrepo "), "{folder}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn one_version_of_the_registry_in_every_place() {
    let compose = read("registry-config/compose.yaml");
    assert!(compose.contains(&format!("image: {IMAGE}\n")), "compose.yaml runs another version than cargo-polyrepo");
    assert!(IMAGE.ends_with(&format!(":{}", KELLNR.version)));
}
