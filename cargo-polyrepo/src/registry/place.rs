//! Where one registry keeps its files.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::secret::Secret;
use crate::checkout::Checkout;

/// The directory of one registry, and the settings it runs with.
#[derive(Debug, Clone)]
pub struct Place {
    directory: PathBuf,
    settings: PathBuf,
}

impl Place {
    /// The checkout's own registry.
    ///
    /// # Errors
    /// When its directory cannot be made, or `registry-config/kellnr.toml` is missing.
    pub fn of(checkout: &Checkout) -> Result<Self> {
        Self::at(checkout, checkout.target().join("registry/main"))
    }

    /// A registry in a directory of your choice.
    ///
    /// # Errors
    /// When it cannot be made, or `registry-config/kellnr.toml` is missing.
    pub fn at(checkout: &Checkout, directory: PathBuf) -> Result<Self> {
        let settings = checkout.folder("registry-config/kellnr.toml");
        if !settings.is_file() {
            anyhow::bail!("there is no {}", settings.display());
        }
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&directory)
            .with_context(|| format!("failed to create {}", directory.display()))?;
        let directory = fs::canonicalize(directory)?;
        Ok(Self { directory, settings })
    }

    /// All of it.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// What the registry itself writes: crates and database.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// A file beside the data.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// The settings it shares with a team's registry.
    pub(super) fn settings(&self) -> &Path {
        &self.settings
    }

    pub(super) fn secret(&self) -> Result<Secret> {
        Secret::of(&self.file("secret"))
    }

    /// Waits until no other task starts or ends this registry.
    pub(super) fn turn(&self) -> Result<File> {
        let path = self.file("turn.lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
        file.lock().with_context(|| format!("failed to lock {}", path.display()))?;
        Ok(file)
    }
}
