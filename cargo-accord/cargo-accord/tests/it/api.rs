//! The Rust API, as `cargo semver-checks` judges it. Its place is taken by a script here: what is
//! tested is how each of its answers is understood.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::support::{World, contract, run};

/// Judges with a `cargo-semver-checks` that prints a text and ends with a code.
fn judged(text: &str, code: i32) -> (i32, Value) {
    let world = World::new();
    world.release_with("1.0.0", &[]);
    let models = world.models("1.1.0", "");
    models.write_contract(&contract("1.1.0", &[]));
    let programs = world.path("programs");
    fs::create_dir_all(&programs).expect("a directory");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *--version*) exit 0;; *--baseline-root*models-1.0.0*) ;; *) exit 3;; esac\ncat <<'END'\n{text}\nEND\nexit {code}\n"
    );
    let program = programs.join("cargo-semver-checks");
    fs::write(&program, script).expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let (code, said, complaint) = run(&models.with_path(&["check", "--api", "--format", "json"], Some(&programs)));
    (code, serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{complaint}")))
}

#[test]
fn a_break_of_the_api_requires_a_major_bump() {
    let (code, report) = judged(
        "--- failure function_missing: pub fn removed or renamed ---\n     Summary semver requires new major version: 1 major and 0 minor checks failed",
        1,
    );
    assert_eq!((code, &report["required"]), (1, &json!("major")), "{report:#}");
    assert_eq!(report["findings"][0]["rule"], "api-breaking");
    assert!(report["findings"][0]["message"].as_str().expect("text").contains("function_missing"));
}

#[test]
fn an_addition_to_the_api_requires_a_minor_bump() {
    let (code, report) = judged("     Summary semver requires new minor version: 0 major and 1 minor checks failed", 1);
    assert_eq!((code, &report["required"]), (0, &json!("minor")), "{report:#}");
}

#[test]
fn no_break_is_fine() {
    let (code, report) = judged("     Summary no semver update required", 0);
    assert_eq!((code, &report["required"], &report["unknown"]), (0, &json!("none"), &json!([])));
}

#[test]
fn what_semver_checks_cannot_tell_is_never_fine() {
    for code in [101, 1, 42] {
        let (code, report) = judged(
            "error: running cargo-doc on crate 'models' failed with output:\nerror: failed to build rustdoc for crate models v1.0.0",
            code,
        );
        assert_eq!((code, &report["ok"]), (1, &json!(false)), "{report:#}");
        assert_eq!(report["findings"][0]["rule"], "api-unknown");
        assert!(report["unknown"][0].as_str().expect("text").contains("failed to build rustdoc"));
    }
}
