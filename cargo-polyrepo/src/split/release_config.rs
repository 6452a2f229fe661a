//! The gate, from within.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Points the hook of a library's `release.toml` at its own tasks.
pub(super) fn adapt(path: &Path) -> Result<()> {
    if !path.is_file() {
        return Ok(());
    }
    let text = fs::read_to_string(path)?;
    fs::write(path, inside(&text)).with_context(|| format!("failed to write {}", path.display()))
}

fn inside(text: &str) -> String {
    text.replace("\"../xtask/Cargo.toml\"", "\"xtask/Cargo.toml\"")
        .replace(
            "# Several crates are released from one repository, so the tag says which.\n",
            "# The name stays in the tag: older releases were tagged beside those of other crates.\n",
        )
        .replace("publish cargo-accord`", "publish`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_outside() {
        for folder in ["shared-models", "cargo-accord"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join("release.toml");
            let adapted = inside(&fs::read_to_string(path).unwrap());
            assert!(adapted.contains("\"xtask/Cargo.toml\"") && !adapted.contains("../"), "{adapted}");
        }
    }
}
