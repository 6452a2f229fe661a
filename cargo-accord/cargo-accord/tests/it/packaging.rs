//! What it takes to install the command.

use std::process::Command;

/// Crates that bind to a C library or compile C.
fn needs_c(name: &str) -> bool {
    // Declarations only: the kernel's numbers, and what other systems come with.
    let declarations = ["core-foundation-sys", "linux-raw-sys", "security-framework-sys", "windows-sys"];
    ["cc", "cmake", "bindgen", "pkg-config"].contains(&name)
        || (name.ends_with("-sys") && !declarations.contains(&name))
}

#[test]
fn no_c_library_is_needed() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let found: Vec<&str> = names.filter(|name| needs_c(name)).collect();
    assert!(found.is_empty(), "{found:?}");
    assert!(tree.lines().count() > 20, "{tree}");
}
