//! Manifests, lock files and the archive fit together.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::{digest, services};

const REGISTRY: &str = "sparse+http://127.0.0.1:8000/api/v1/crates/";

/// What every service pins.
const LIBRARIES: [&str; 2] = ["shared-models", "service-chassis"];

fn releases() -> PathBuf {
    Checkout::find().unwrap().folder("registry-config/releases")
}

/// The value of `key = "value"` in a lock file's entry.
fn value<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    let line = entry.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")))?;
    line.strip_suffix('"')
}

/// The tasks are of this checkout only; every other folder could be a repository.
#[test]
fn no_folder_reaches_into_a_neighbour_by_path() {
    let checkout = Checkout::find().unwrap();
    let mut git = Command::new("git");
    git.current_dir(checkout.root()).args(["grep", "-n", "--untracked", r#"path = "\.\./"#, "--"]);
    let output = git.args([":(glob)*/Cargo.toml", ":(exclude)xtask/Cargo.toml"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    // 1 is "nothing found"; more is an error of git.
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn lock_files_name_the_registry_and_the_archived_releases() {
    let checkout = Checkout::find().unwrap();
    for service in services::folders(&checkout).unwrap() {
        let lock = fs::read_to_string(checkout.folder(&service).join("Cargo.lock")).unwrap();
        let ours: Vec<&str> =
            lock.split("[[package]]").filter(|entry| value(entry, "source") == Some(REGISTRY)).collect();
        for library in LIBRARIES {
            assert!(ours.iter().any(|entry| value(entry, "name") == Some(library)), "{service} does not pin {library}");
        }
        for entry in ours {
            let id = format!("{}-{}", value(entry, "name").unwrap(), value(entry, "version").unwrap());
            let archived = digest::sha256_of(&releases().join(format!("{id}.crate"))).unwrap();
            assert_eq!(value(entry, "checksum"), Some(archived.as_str()), "{service}: {id}");
        }
    }
}

/// The files of the index, in all directories below.
fn index_files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { index_files(&path) } else { vec![path] }).collect()
}

#[test]
fn index_and_archive_agree() {
    let mut listed = Vec::new();
    for file in index_files(&releases().join("index")) {
        for line in fs::read_to_string(&file).unwrap().lines() {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| entry[key].as_str().unwrap().to_owned();
            let name = format!("{}-{}.crate", text("name"), text("vers"));
            assert_eq!(text("cksum"), digest::sha256_of(&releases().join(&name)).unwrap(), "{name}");
            listed.push(name);
        }
    }
    let names = fs::read_dir(releases()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut archived: Vec<String> = names.filter(|name| name.ends_with(".crate")).collect();
    listed.sort();
    archived.sort();
    assert_eq!(listed, archived);
}
