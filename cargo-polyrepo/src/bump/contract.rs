//! The contracts of two releases, from the packages that cargo has unpacked.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::process;
use crate::release::{LIBRARY, judgement};

/// The contract of the release that a service has locked.
///
/// # Errors
/// When cargo cannot get the release.
pub(super) fn locked(checkout: &Checkout, folder: &Path) -> Result<PathBuf> {
    let mut cargo = process::cargo(checkout, folder);
    cargo.args(["metadata", "--format-version=1", "--locked"]);
    let metadata: Value = serde_json::from_str(&process::capture(&mut cargo)?)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages
        .filter(|package| package["name"] == LIBRARY)
        .find_map(|package| package["manifest_path"].as_str())
        .with_context(|| format!("cargo found no {LIBRARY}"))?;
    Ok(Path::new(manifest).with_file_name("contract.json"))
}

/// What changed from one to the other, as Markdown.
///
/// # Errors
/// When `cargo accord` cannot tell.
pub(super) fn changes(checkout: &Checkout, old: &Path, new: &Path) -> Result<String> {
    judgement(checkout, checkout.root(), &["changelog", &old.to_string_lossy(), &new.to_string_lossy()])
}
