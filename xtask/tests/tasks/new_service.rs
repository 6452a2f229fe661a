//! New services: what is written, and what is refused. That one builds and passes its tests is told by `cargo xtask test
//! new-service`.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::scratch::Scratch;
use crate::template::{filled, values};

/// A checkout with the template and releases, in which nothing can be resolved: its lock file is none.
fn checkout() -> Scratch {
    let scratch = Scratch::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    symlink(root.join("xtask/template"), scratch.path("xtask/template")).unwrap();
    symlink(root.join("registry-config"), scratch.path("registry-config")).unwrap();
    scratch.write("service-b/Cargo.lock", "[[package]\nname = \"serde_json\"\n");
    scratch
}

/// Everything in the checkout but what git keeps.
fn entries(scratch: &Scratch) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(scratch.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names.into_iter().map(|name| name.into_string().unwrap()).filter(|name| name != ".git").collect()
}

#[test]
fn a_service_is_complete_and_bears_its_name() {
    let folder = filled("complete", &values("loyalty-points", "1.1", 8083));
    let files = folder.files();
    for file in [
        ".github/workflows/loyalty-points.yml",
        "CHANGELOG.md",
        "Cargo.toml",
        "README.md",
        "clippy.toml",
        "migrations/2026-01-12-090000_create_warehouses/down.sql",
        "migrations/2026-01-12-090000_create_warehouses/up.sql",
        "rustfmt.toml",
        "seeds/warehouses.json",
        "src/api/warehouses/list_warehouses.rs",
        "src/http/health.rs",
        "src/http/openapi.rs",
        "src/http/well_known.rs",
        "tests/it/main.rs",
    ] {
        assert!(files.iter().any(|found| found == file), "{file}");
    }
    assert!(!files.iter().any(|file| file.contains("cargo-generate") || file.contains("{{")), "{files:?}");

    let manifest = folder.read("Cargo.toml");
    assert!(manifest.contains("name = \"loyalty-points\""), "{manifest}");
    assert!(manifest.contains("shared-models = { version = \"~1.1\", registry = \"kellnr\""), "{manifest}");
    assert!(folder.read("src/config.rs").contains("or(lookup, \"PORT\", 8083)"));
    assert!(folder.read("src/main.rs").contains("loyalty_points::cli::run()"));
    assert!(folder.read(".github/workflows/loyalty-points.yml").contains("cargo xtask test loyalty-points\n"));
    assert!(folder.read(".github/workflows/loyalty-points.yml").contains("${{ toJSON(needs) }}"));
}

#[test]
fn nothing_is_left_open_or_names_another_service() {
    let folder = filled("open", &values("loyalty-points", "1.1", 8083));
    for file in folder.files() {
        let text = folder.read(&file);
        for left in ["{%", "%}", "service-b", "service_b", "fulfilment", "Fulfilment", "torefront", "8082"] {
            assert!(!text.contains(left), "{file}: {left}");
        }
        assert!(!text.replace("${{", "").contains("{{"), "{file}");
    }
}

#[test]
fn a_name_that_is_none_is_refused() {
    let scratch = checkout();
    let before = entries(&scratch);
    for (name, why) in [
        ("Loyalty", "lower case"),
        ("../loyalty", "lower case"),
        ("loyalty_points", "lower case"),
        ("match", "call something else that"),
        ("contract", "call something else that"),
        ("server", "call something else that"),
        ("a-name-of-more-than-30-letters-x", "at most 30"),
        ("service-a", "a folder service-a already"),
        ("shared-models", "a folder shared-models already"),
        ("serde-json", "a package that a service depends on"),
    ] {
        let error = scratch.xtask(&["new-service", name]).expect_error(1);
        assert!(error.contains(why), "{error}");
    }
    scratch.write(".github/workflows/loyalty.yml", "");
    let error = scratch.xtask(&["new-service", "loyalty"]).expect_error(1);
    assert!(error.contains("a workflow .github/workflows/loyalty.yml already"), "{error}");
    fs::remove_dir_all(scratch.path(".github")).unwrap();
    assert_eq!(entries(&scratch), before);
}

#[test]
fn what_fails_half_way_leaves_nothing() {
    let scratch = checkout();
    let bumps = "        service: [service-a, service-b]\n";
    scratch.write(".github/workflows/bump-consumers.yml", bumps);
    let before = entries(&scratch);
    let error = scratch.xtask(&["new-service", "loyalty"]).expect_error(1);
    assert!(error.contains("failed to resolve its dependencies"), "{error}");
    assert_eq!(entries(&scratch), before);
    assert_eq!(fs::read_dir(scratch.path(".github/workflows")).unwrap().count(), 1);
    assert_eq!(scratch.read(".github/workflows/bump-consumers.yml"), bumps);
}
