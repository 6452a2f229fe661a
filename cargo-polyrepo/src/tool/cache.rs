//! Where built tools are kept: outside of `target/`, shared by every checkout of this user.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process::lock_file;

/// The folder of built tools.
#[derive(Debug, Clone)]
pub struct Cache {
    directory: PathBuf,
}

impl Cache {
    /// `$XDG_CACHE_HOME/shared-models/tools`, or the same in `~/.cache`.
    ///
    /// # Errors
    /// When neither is set, or the folder cannot be made.
    pub fn of_user() -> Result<Self> {
        let base = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
            .context("neither XDG_CACHE_HOME nor HOME says where to keep built tools")?;
        Self::at(base.join("shared-models/tools"))
    }

    /// A folder of your choice.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn at(directory: PathBuf) -> Result<Self> {
        fs::create_dir_all(&directory).with_context(|| format!("failed to create {}", directory.display()))?;
        Ok(Self { directory })
    }

    /// Its path.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Waits until no other process installs `what`; the lock lasts as long as the file is open.
    ///
    /// # Errors
    /// When the lock file cannot be used.
    pub fn lock(&self, what: &str) -> Result<File> {
        let path = self.directory.join(format!("{what}.lock"));
        let file = lock_file(&path)?;
        file.lock().with_context(|| format!("failed to lock {}", path.display()))?;
        Ok(file)
    }
}
