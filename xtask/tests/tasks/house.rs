//! Every folder has the same format, the same lints, and the same forbidden calls.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lints that every package has, in `Cargo.toml` or through its workspace.
const LINTS: [&str; 8] = [
    "unsafe_code = \"forbid\"",
    "unwrap_used = \"warn\"",
    "expect_used = \"warn\"",
    "panic = \"warn\"",
    "todo = \"warn\"",
    "dbg_macro = \"warn\"",
    "allow_attributes = \"warn\"",
    "allow_attributes_without_reason = \"warn\"",
];

/// Packages whose public items others read about.
const LIBRARIES: [&str; 4] =
    ["shared-models", "service-chassis", "cargo-accord/json-subschema", "cargo-accord/accord-contract"];

/// What a tool may do and a library or service may not: ask the machine for time and environment.
const TOOLS: [&str; 3] = ["xtask", "cargo-polyrepo", "cargo-accord"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The directories of all committed manifests, relative to the root.
fn packages() -> Vec<String> {
    let output = Command::new("git").current_dir(root()).args(["ls-files", "*Cargo.toml"]).output().unwrap();
    let files = String::from_utf8(output.stdout).unwrap();
    // Code that is built by fuzzers or filled in by a task follows its package.
    let own = |path: &&str| !path.contains("/fuzz/");
    files.lines().filter(own).filter_map(|path| path.strip_suffix("/Cargo.toml")).map(str::to_owned).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The file of that name in the directory or in the nearest one above it, where cargo looks.
fn nearest(folder: &str, name: &str) -> String {
    let own = read(&format!("{folder}/{name}"));
    match folder.rsplit_once('/') {
        Some((parent, _)) if own.is_empty() => nearest(parent, name),
        _ => own,
    }
}

fn is_tool(folder: &str) -> bool {
    TOOLS.iter().any(|tool| folder == *tool || folder.starts_with(&format!("{tool}/")))
}

#[test]
fn format_and_forbidden_calls_are_the_same_everywhere() {
    let packages = packages();
    assert!(packages.len() >= 8, "{packages:?}");
    for file in ["rustfmt.toml", "clippy.toml"] {
        let expected = read(&format!("service-a/{file}"));
        assert!(!expected.is_empty());
        for folder in &packages {
            assert_eq!(nearest(folder, file), expected, "{folder}/{file}");
        }
    }
}

#[test]
fn lints_are_the_same_everywhere() {
    for folder in packages() {
        let manifest = read(&format!("{folder}/Cargo.toml"));
        let shared = manifest.contains("[lints]\nworkspace = true");
        let manifest = if shared { nearest(folder.rsplit_once('/').unwrap().0, "Cargo.toml") } else { manifest };
        for lint in LINTS {
            assert!(manifest.contains(lint), "{folder}: {lint}");
        }
        let documented = LIBRARIES.contains(&folder.as_str());
        assert!(!documented || manifest.contains("missing_docs = \"warn\""), "{folder}: missing_docs");
        let exempt = manifest.contains("disallowed_methods = \"allow\"");
        assert!(!exempt || is_tool(&folder), "{folder}: only a tool asks the machine for time and environment");
    }
}
