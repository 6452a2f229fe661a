//! What changed between two releases, from the packages that cargo has unpacked.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::changelog;
use crate::checkout::Checkout;
use crate::package::{self, Package};
use crate::process;
use crate::release::judgement;

/// A release of a library, unpacked.
#[derive(Debug)]
pub(super) struct Unpacked(Package);

impl Unpacked {
    /// The release that a service has locked.
    ///
    /// # Errors
    /// When cargo cannot get the release.
    pub(super) fn locked(checkout: &Checkout, service: &Path, library: &str) -> Result<Self> {
        package::locked(process::cargo(checkout, service), library).map(Self)
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
            let [old, new] = [self, later].map(|release| release.contract().to_string_lossy().into_owned());
            return judgement(checkout, checkout.root(), &["changelog", &old, &new]);
        }
        let text = fs::read_to_string(later.0.folder.join("CHANGELOG.md")).unwrap_or_default();
        Ok(changelog::between(&text, &self.0.version, &later.0.version))
    }

    fn contract(&self) -> PathBuf {
        self.0.folder.join("contract.json")
    }
}
