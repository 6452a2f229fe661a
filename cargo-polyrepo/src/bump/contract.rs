//! What changed between two releases, from the packages that cargo has unpacked.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::changelog;
use crate::checkout::Checkout;
use crate::process;
use crate::release::judgement;

/// A release of a library, unpacked.
#[derive(Debug)]
pub(super) struct Unpacked {
    folder: PathBuf,
    version: String,
}

impl Unpacked {
    /// The release that a service has locked.
    ///
    /// # Errors
    /// When cargo cannot get the release.
    pub(super) fn locked(checkout: &Checkout, service: &Path, library: &str) -> Result<Self> {
        let mut cargo = process::cargo(checkout, service);
        cargo.args(["metadata", "--format-version=1", "--locked"]);
        let metadata: Value = serde_json::from_str(&process::capture(&mut cargo)?)?;
        let mut packages = metadata["packages"].as_array().into_iter().flatten();
        let package = packages.find(|package| package["name"] == library);
        let package = package.with_context(|| format!("cargo found no {library}"))?;
        let text = |key: &str| package[key].as_str().with_context(|| format!("cargo metadata reports no {key}"));
        let folder = Path::new(text("manifest_path")?).parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(Self { folder, version: text("version")?.to_owned() })
    }

    /// Whether the library is what services say to each other.
    pub(super) fn has_contract(&self) -> bool {
        self.contract().is_file()
    }

    /// What changed up to a later release, as Markdown: by `cargo accord` from the contracts, else what the changelog of the
    /// later release says.
    ///
    /// # Errors
    /// When `cargo accord` cannot compare them.
    pub(super) fn changes(&self, checkout: &Checkout, later: &Self) -> Result<String> {
        if self.has_contract() && later.has_contract() {
            let (old, new) = (self.contract(), later.contract());
            return judgement(
                checkout,
                checkout.root(),
                &["changelog", &old.to_string_lossy(), &new.to_string_lossy()],
            );
        }
        let text = fs::read_to_string(later.folder.join("CHANGELOG.md")).unwrap_or_default();
        Ok(changelog::between(&text, &self.version, &later.version))
    }

    fn contract(&self) -> PathBuf {
        self.folder.join("contract.json")
    }
}
