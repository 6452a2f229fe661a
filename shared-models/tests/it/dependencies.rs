//! What the library costs its users, read from cargo's dependency tree.

use std::process::Command;

/// The crates a user of these features builds, this one included.
fn tree(features: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none", "--no-default-features"])
        .args(["--features", &features.join(",")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn requests_and_views_need_no_database_library() {
    for features in [&[][..], &["testkit"]] {
        let crates = tree(features);
        assert!(crates.iter().any(|name| name == "serde"), "{crates:?}");
        assert!(!crates.iter().any(|name| name.contains("diesel") || name.contains("mysql")), "{crates:?}");
    }
}

#[test]
fn rows_need_diesel_and_no_c_library() {
    let crates = tree(&["db", "contract", "testkit"]);
    assert!(crates.iter().any(|name| name == "diesel"));
    let linked: Vec<_> = crates.iter().filter(|name| name.ends_with("-sys") || name.contains("mysqlclient")).collect();
    assert!(linked.is_empty(), "{linked:?}");
}
