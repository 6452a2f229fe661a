//! Where one registry keeps its files.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::process::Directory;

/// The directory of one registry, and the settings it runs with.
#[derive(Debug, Clone)]
pub struct Place {
    pub(super) directory: Directory,
    settings: PathBuf,
}

impl Place {
    /// The checkout's own registry.
    ///
    /// # Errors
    /// When its directory cannot be made, or `registry-config/kellnr.toml` is missing.
    pub fn of(checkout: &Checkout) -> Result<Self> {
        let settings = checkout.folder("registry-config/kellnr.toml");
        if !settings.is_file() {
            bail!("there is no {}", settings.display());
        }
        Ok(Self { directory: Directory::create(&checkout.target().join("registry/main"))?, settings })
    }

    /// What the registry itself writes: crates and database.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.directory.data()
    }

    /// The settings it shares with a team's registry.
    pub(super) fn settings(&self) -> &Path {
        &self.settings
    }
}
