//! What is to be released, and making the `.crate` of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::process;

/// A package as cargo sees it.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// All that `cargo metadata` tells about it.
    pub metadata: Value,
}

impl Package {
    /// Asks cargo about the package in a folder.
    ///
    /// # Errors
    /// When there is none.
    pub fn describe(checkout: &Checkout, folder: &Path) -> Result<Self> {
        let manifest = folder.join("Cargo.toml");
        if !manifest.is_file() {
            bail!("there is no {}", manifest.display());
        }
        let mut command = process::cargo(checkout, folder);
        command.args(["metadata", "--format-version=1", "--no-deps"]);
        let metadata: Value = serde_json::from_str(&process::capture(&mut command)?)?;
        let manifest = fs::canonicalize(manifest)?;
        let package = metadata["packages"].as_array().into_iter().flatten().find(|package| {
            package["manifest_path"]
                .as_str()
                .is_some_and(|path| fs::canonicalize(path).is_ok_and(|path| path == manifest))
        });
        let package = package.with_context(|| format!("{} describes no package", manifest.display()))?;
        let text = |key: &str| package[key].as_str().map(str::to_owned).with_context(|| format!("cargo told no {key}"));
        Ok(Self { name: text("name")?, version: text("version")?, metadata: package.clone() })
    }

    /// Name and version, as cargo writes them.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// A release is made of committed files, so that it can be found again.
    ///
    /// # Errors
    /// When a file of the folder is changed or not tracked.
    pub fn must_be_committed(&self, folder: &Path) -> Result<()> {
        let mut git = Command::new("git");
        git.current_dir(folder).args(["status", "--porcelain", "--untracked-files=all", "--", "."]);
        let changes = process::capture(&mut git)?;
        match changes.lines().count() {
            0 => Ok(()),
            1 => bail!("{} has an uncommitted change: {}", self.id(), changes.trim()),
            count => bail!("{} has {count} uncommitted changes; commit them first (or --allow-dirty)", self.id()),
        }
    }

    /// Runs `cargo package`, which also builds what it packed; returns the `.crate`.
    ///
    /// # Errors
    /// When it fails.
    pub fn build(&self, checkout: &Checkout, folder: &Path, allow_dirty: bool) -> Result<Vec<u8>> {
        let mut command = process::cargo(checkout, folder);
        command.arg("package");
        if folder.join("Cargo.lock").exists() && !allow_dirty {
            command.arg("--locked");
        }
        if allow_dirty {
            command.arg("--allow-dirty");
        }
        process::run(&mut command)?;
        let file = checkout.target().join("package").join(format!("{}-{}.crate", self.name, self.version));
        fs::read(&file).with_context(|| format!("failed to read {}", file.display()))
    }
}
