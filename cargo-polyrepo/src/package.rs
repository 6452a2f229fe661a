//! The packages of a checkout, as cargo sees them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::git::git;
use crate::process;

/// The registry that releases go to.
const REGISTRY: &str = "kellnr";

/// The library that is meant when none is named and it is there.
pub const DEFAULT: &str = "shared-models";

/// One package.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The folder of its manifest.
    pub folder: PathBuf,
    /// The folder of its lock file: that of the workspace it is a member of, else its own.
    pub workspace: PathBuf,
    /// What `cargo metadata` reports about it.
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
        let wanted = fs::canonicalize(folder)?;
        let found = packages_in(checkout, folder)?.into_iter().find(|package| package.folder == wanted);
        found.with_context(|| format!("{} describes no package", manifest.display()))
    }

    /// The packages of this checkout that are released, sorted by name: their manifests name the registry in `publish`.
    /// They are a folder of the checkout, or a member of a workspace in one.
    ///
    /// # Errors
    /// When the checkout cannot be read.
    pub fn released(checkout: &Checkout) -> Result<Vec<Self>> {
        let mut folders = vec![checkout.root().to_path_buf()];
        if !checkout.is_alone() {
            let entries = fs::read_dir(checkout.root()).context("failed to read the checkout")?.flatten();
            folders = entries.map(|entry| entry.path()).collect();
        }
        let mut packages = Vec::new();
        for folder in folders {
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
            // Cargo is asked only about manifests that mention the registry; a workspace passes `publish` on to its members.
            if manifest.contains("publish") && manifest.contains(REGISTRY) {
                packages.extend(packages_in(checkout, &folder)?.into_iter().filter(Self::is_released));
            }
        }
        packages.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(packages)
    }

    /// The released package of that name or folder. Without one, the only one there is, or the default library.
    ///
    /// # Errors
    /// When there is no such package.
    pub fn find(checkout: &Checkout, named: Option<&str>) -> Result<Self> {
        let mut packages = Self::released(checkout)?;
        let names: Vec<String> = packages.iter().map(|package| package.name.clone()).collect();
        let index = match named {
            Some(named) => packages.iter().position(|package| package.is_called(checkout, named)),
            None if packages.len() == 1 => Some(0),
            None => names.iter().position(|name| name == DEFAULT),
        };
        let Some(index) = index else {
            bail!(
                "{} is no package that is released here; choose one of: {}",
                named.unwrap_or(DEFAULT),
                names.join(", ")
            );
        };
        Ok(packages.swap_remove(index))
    }

    /// Its folder, relative to the checkout: `shared-models`, `cargo-accord/json-subschema`, or `.`.
    #[must_use]
    pub fn place(&self, checkout: &Checkout) -> String {
        let root = fs::canonicalize(checkout.root()).unwrap_or_else(|_| checkout.root().to_path_buf());
        match self.folder.strip_prefix(&root).map(|path| path.to_string_lossy().into_owned()) {
            Ok(path) if path.is_empty() => ".".to_owned(),
            Ok(path) => path,
            Err(_) => self.folder.to_string_lossy().into_owned(),
        }
    }

    /// Name and version, as cargo writes them.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// The file name of its `.crate`.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}-{}.crate", self.name, self.version)
    }

    /// Whether it has a contract for `cargo accord` to judge: `[package.metadata.accord]` says how it is written.
    #[must_use]
    pub fn has_contract(&self) -> bool {
        self.metadata["metadata"]["accord"].is_object()
    }

    /// Whether it is made to be linked: it has a library and no program.
    #[must_use]
    pub fn is_library(&self) -> bool {
        let is_a = |kind: &str| {
            let targets = self.metadata["targets"].as_array().into_iter().flatten();
            targets.flat_map(|target| target["kind"].as_array()).flatten().any(|there| there == kind)
        };
        is_a("lib") && !is_a("bin")
    }

    /// A release is made of committed files, so that it can be made again.
    ///
    /// # Errors
    /// When a file of the folder is changed or not tracked.
    pub fn must_be_committed(&self) -> Result<()> {
        let changes = git(&self.folder, &["status", "--porcelain", "--untracked-files=all", "--", "."])?;
        match changes.lines().count() {
            0 => Ok(()),
            1 => bail!("{} has an uncommitted change: {}", self.id(), changes.trim()),
            count => bail!("{} has {count} uncommitted changes; commit them first (or --allow-dirty)", self.id()),
        }
    }

    /// Runs `cargo package` with further arguments; returns the `.crate`.
    ///
    /// # Errors
    /// When it fails.
    pub fn build(&self, checkout: &Checkout, arguments: &[&str]) -> Result<Vec<u8>> {
        let mut command = process::cargo(checkout, &self.folder);
        command.arg("package").args(arguments);
        process::run(&mut command)?;
        let file = checkout.target().join("package").join(self.file());
        fs::read(&file).with_context(|| format!("failed to read {}", file.display()))
    }

    fn is_released(&self) -> bool {
        self.metadata["publish"].as_array().is_some_and(|registries| registries.iter().any(|name| name == REGISTRY))
    }

    fn is_called(&self, checkout: &Checkout, named: &str) -> bool {
        self.name == named || self.place(checkout) == named.trim_end_matches('/').trim_start_matches("./")
    }

    fn read(metadata: &Value, workspace: &Path) -> Result<Self> {
        let text = |key: &str| metadata[key].as_str().with_context(|| format!("cargo metadata reports no {key}"));
        let manifest = fs::canonicalize(text("manifest_path")?)?;
        Ok(Self {
            name: text("name")?.to_owned(),
            version: text("version")?.to_owned(),
            folder: manifest.parent().map(Path::to_path_buf).unwrap_or_default(),
            workspace: workspace.to_path_buf(),
            metadata: metadata.clone(),
        })
    }
}

/// The packages of the workspace that a folder belongs to.
fn packages_in(checkout: &Checkout, folder: &Path) -> Result<Vec<Package>> {
    packages(process::cargo(checkout, folder), &["--no-deps"])
}

/// A package that a lock file has, unpacked by cargo.
pub(crate) fn locked(cargo: Command, name: &str) -> Result<Package> {
    let found = packages(cargo, &["--locked"])?.into_iter().find(|package| package.name == name);
    found.with_context(|| format!("cargo found no {name}"))
}

/// What `cargo metadata` reports with these arguments.
pub(crate) fn packages(mut cargo: Command, arguments: &[&str]) -> Result<Vec<Package>> {
    cargo.args(["metadata", "--format-version=1"]).args(arguments);
    let metadata: Value = serde_json::from_str(&process::capture(&mut cargo)?)?;
    let workspace = PathBuf::from(metadata["workspace_root"].as_str().context("cargo metadata reports no workspace")?);
    metadata["packages"].as_array().into_iter().flatten().map(|package| Package::read(package, &workspace)).collect()
}

/// The value of a key that a lock file has for a package.
pub(crate) fn value_in<'a>(lock: &'a str, name: &str, key: &str) -> Option<&'a str> {
    let (wanted, start) = (format!("name = \"{name}\""), format!("{key} = \""));
    let package = lock.split("[[package]]").find(|package| package.lines().any(|line| line == wanted))?;
    let line = package.lines().find_map(|line| line.strip_prefix(&start))?;
    Some(line.trim_end_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_is_that_of_the_package() {
        let lock = "[[package]]\nname = \"a\"\nchecksum = \"1\"\n\n[[package]]\nname = \"b\"\nchecksum = \"2\"\n";
        assert_eq!(value_in(lock, "b", "checksum"), Some("2"));
        assert_eq!(value_in(lock, "c", "checksum"), None);
    }
}
