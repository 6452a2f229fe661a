//! Where things stand in the chassis itself.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut open = vec![root().join("src")];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            found.push((path.strip_prefix(root()).unwrap().to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// A major of the models must not be one of the chassis: see ADR 0012.
#[test]
fn it_knows_no_library_of_models() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    assert!(!lock.contains("name = \"shared-models\""));
    for (path, text) in sources() {
        assert!(!text.contains("shared_models"), "{}", path.display());
    }
}

#[test]
fn a_module_file_holds_documentation_and_exports() {
    for (path, text) in sources().into_iter().filter(|(path, _)| path.ends_with("mod.rs")) {
        for item in ["fn ", "struct ", "enum ", "impl ", "macro_rules!", "const "] {
            let mut lines = text.lines().filter(|line| !line.starts_with("//"));
            assert!(!lines.any(|line| line.contains(item)), "{} has an item: {item}", path.display());
        }
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<_> = sources().iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 120, "median {}", lengths[lengths.len() / 2]);
    assert!(*lengths.last().unwrap() <= 400, "longest {}", lengths.last().unwrap());
}

/// The core of the chassis does not know what tests are written with.
#[test]
fn the_testkit_is_known_to_nothing_but_itself() {
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.starts_with("src/testkit")) {
        let mentions = text.lines().filter(|line| line.contains("testkit") && !line.trim_start().starts_with("//"));
        let gates = ["#[cfg(feature = \"testkit\")]", "pub mod testkit;"];
        let other: Vec<_> = mentions.filter(|line| !gates.contains(&line.trim())).collect();
        assert!(other.is_empty(), "{}: {other:?}", path.display());
    }
}
