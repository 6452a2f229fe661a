//! What has to be true of the files themselves.

use std::fs;
use std::process::Command;

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::digest;
use xtask::service;

const REGISTRY: &str = "sparse+http://127.0.0.1:8000/api/v1/crates/";

#[test]
fn no_service_reaches_into_a_neighbour_by_path() {
    let checkout = Checkout::find().unwrap();
    let mut git = Command::new("git");
    git.current_dir(checkout.root()).args([
        "grep",
        "-n",
        "--untracked",
        r#"path = "\.\./"#,
        "--",
        ":(glob)*/Cargo.toml",
    ]);
    let output = git.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    // 1 is "nothing found"; more is an error of git.
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn lock_files_name_the_registry_and_the_archived_release() {
    let checkout = Checkout::find().unwrap();
    for service in services::folders(&checkout).unwrap() {
        let path = checkout.folder(&service).join("Cargo.lock");
        let lock = fs::read_to_string(&path).unwrap();
        let entry = lock.split("[[package]]").find(|entry| entry.contains("\nname = \"shared-models\"\n")).unwrap();
        let value = |key: &str| {
            let line = entry.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
            line.unwrap_or_else(|| panic!("{}: no {key}", path.display())).trim_end_matches('"').to_owned()
        };
        assert_eq!(value("source"), REGISTRY);
        let file = format!("registry-config/releases/shared-models-{}.crate", value("version"));
        assert_eq!(value("checksum"), digest::sha256_of(&checkout.root().join(file)).unwrap(), "{}", path.display());
    }
}

#[test]
fn index_and_archive_agree() {
    let releases = Checkout::find().unwrap().folder("registry-config/releases");
    let index = fs::read_to_string(releases.join("index/sh/ar/shared-models")).unwrap();
    let mut files = Vec::new();
    for line in index.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let file = format!("shared-models-{}.crate", entry["vers"].as_str().unwrap());
        assert_eq!(entry["cksum"].as_str().unwrap(), digest::sha256_of(&releases.join(&file)).unwrap(), "{file}");
        files.push(file);
    }
    let mut found: Vec<String> = fs::read_dir(&releases)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.ends_with(".crate"))
        .collect();
    found.sort();
    files.sort();
    assert_eq!(files, found);
}
