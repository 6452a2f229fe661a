//! New services: what is written, and what is rejected. `cargo xtask test new-service` builds and tests one.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::filled::{Filled, values};
use crate::scratch::Scratch;

/// A checkout with the template and two releases. Nothing can be resolved in it: its lock file is invalid.
fn checkout() -> Scratch {
    let scratch = Scratch::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    symlink(root.join("xtask/template"), scratch.path("xtask/template")).unwrap();
    for (library, directory) in [("shared-models", "sh/ar"), ("service-chassis", "se/rv")] {
        let line = format!("{{\"name\":\"{library}\",\"vers\":\"1.0.0\",\"yanked\":false}}\n");
        scratch.write(&format!("registry-config/releases/index/{directory}/{library}"), &line);
    }
    scratch.write("service-b/Cargo.lock", "[[package]\nname = \"serde_json\"\n");
    scratch
}

/// All entries of the checkout but git's.
fn entries(scratch: &Scratch) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(scratch.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names.into_iter().map(|name| name.into_string().unwrap()).filter(|name| name != ".git").collect()
}

#[test]
fn service_is_complete_and_has_its_name() {
    let folder = Filled::new("complete", &values("loyalty-points"));
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
        "src/main.rs",
        "tests/it/main.rs",
    ] {
        assert!(files.iter().any(|found| found == file), "{file}");
    }
    assert!(!files.iter().any(|file| file.contains("cargo-generate") || file.contains("{{")), "{files:?}");

    let manifest = folder.read("Cargo.toml");
    assert!(manifest.contains("name = \"loyalty-points\""), "{manifest}");
    assert!(manifest.contains("shared-models = { version = \"~1.1\", registry = \"kellnr\""), "{manifest}");
    assert!(manifest.contains("service-chassis = { version = \"1.0\", registry = \"kellnr\""), "{manifest}");
    assert!(folder.read("src/lib.rs").contains(".port(8083)"));
    assert!(folder.read("src/main.rs").contains("loyalty_points::service().run()"));
    let workflow = folder.read(".github/workflows/loyalty-points.yml");
    assert!(workflow.contains("cargo xtask test loyalty-points\n"), "{workflow}");
    assert!(workflow.contains("${{ toJSON(needs) }}"), "{workflow}");
}

/// Both start from the same text: what one workflow does, the other does.
#[test]
fn workflow_is_that_of_service_b_without_its_neighbour() {
    let workflow = Filled::new("workflow", &values("loyalty-points")).read(".github/workflows/loyalty-points.yml");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows/service-b.yml");
    let model = fs::read_to_string(path).unwrap();
    let (before, rest) = model.split_once("  system:\n").unwrap();
    let (_, after) = rest.split_once("  deploy-order:\n").unwrap();
    let expected = format!("{before}  deploy-order:\n{after}").replace("[test, system, ", "[test, ");
    assert_eq!(workflow, expected.replace("service-b", "loyalty-points"));
}

#[test]
fn no_placeholder_is_left_and_no_other_service_is_named() {
    let folder = Filled::new("open", &values("loyalty-points"));
    for file in folder.files() {
        let text = folder.read(&file);
        for left in ["{%", "%}", "service-b", "service_b", "fulfilment", "Fulfilment", "torefront", "8082"] {
            assert!(!text.contains(left), "{file}: {left}");
        }
        assert!(!text.replace("${{", "").contains("{{"), "{file}");
    }
}

#[test]
fn invalid_or_taken_name_is_rejected() {
    let scratch = checkout();
    let before = entries(&scratch);
    for (name, reason) in [
        ("Loyalty", "lower case"),
        ("../loyalty", "lower case"),
        ("loyalty_points", "lower case"),
        ("match", "reserved"),
        ("contract", "reserved"),
        ("a-name-of-more-than-30-letters-x", "at most 30"),
        ("service-a", "the folder service-a exists"),
        ("shared-models", "the folder shared-models exists"),
        ("serde-json", "a package that a service depends on"),
    ] {
        let error = scratch.fail(&["new-service", name]);
        assert!(error.contains(reason), "{error}");
    }
    scratch.write(".github/workflows/loyalty.yml", "");
    let error = scratch.fail(&["new-service", "loyalty"]);
    assert!(error.contains("the workflow .github/workflows/loyalty.yml exists"), "{error}");
    fs::remove_dir_all(scratch.path(".github")).unwrap();
    assert_eq!(entries(&scratch), before);
}

#[test]
fn failure_leaves_nothing_behind() {
    let scratch = checkout();
    let bumps = "        service: [service-a, service-b]\n";
    scratch.write(".github/workflows/bump-consumers.yml", bumps);
    let before = entries(&scratch);
    let error = scratch.fail(&["new-service", "loyalty"]);
    assert!(error.contains("failed to resolve its dependencies"), "{error}");
    assert_eq!(entries(&scratch), before);
    assert_eq!(fs::read_dir(scratch.path(".github/workflows")).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(scratch.path(".github/workflows/bump-consumers.yml")).unwrap(), bumps);
}
