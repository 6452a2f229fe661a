//! The tasks come along as source: they are small, and a repository has to be able to test and
//! release itself.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::alone::write;
use crate::checkout::Checkout;
use crate::release::git;

/// What tests the tasks themselves, which is done where they are written, and what new services begin with.
const OF_THE_CHECKOUT: [&str; 2] = ["xtask/tests/", "xtask/template/"];

/// Copies what is committed of `xtask/`, without what only a whole checkout needs.
pub(super) fn copy(checkout: &Checkout, repository: &Path) -> Result<()> {
    let files = git(checkout.root(), &["ls-tree", "-r", "--name-only", "HEAD", "xtask"])?;
    for file in files.lines().filter(|file| !OF_THE_CHECKOUT.iter().any(|folder| file.starts_with(folder))) {
        let text = git(checkout.root(), &["show", &format!("HEAD:{file}")])?;
        let text = if file == "xtask/Cargo.toml" { without_tests(&text) } else { text };
        write(repository, file, &text)?;
    }
    // Without what only the tests need, the lock file is another.
    let lock = repository.join("xtask/Cargo.lock");
    let mut cargo = crate::process::cargo(checkout, &repository.join("xtask"));
    cargo.args(["update", "--quiet", "--workspace", "--offline"]);
    crate::process::capture(&mut cargo).context("failed to adapt the lock file of the tasks")?;
    fs::metadata(lock).context("the tasks have no lock file")?;
    Ok(())
}

/// The manifest without `[[test]]` and `[dev-dependencies]`.
fn without_tests(manifest: &str) -> String {
    let mut kept = String::new();
    let mut skipping = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            skipping = line == "[[test]]" || line == "[dev-dependencies]";
        }
        if !skipping {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_go_and_the_rest_stays() {
        let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
        let kept = without_tests(&manifest);
        assert!(!kept.contains("[[test]]") && !kept.contains("dev-dependencies") && !kept.contains("yaml"), "{kept}");
        for table in ["[dependencies]", "[[bin]]", "[profile.dev]", "[lints.rust]"] {
            assert!(kept.contains(table), "{table}");
        }
    }
}
