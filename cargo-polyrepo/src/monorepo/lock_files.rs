//! Keeping a lock file while cargo works on it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A lock file as it was; put back when dropped.
#[derive(Debug)]
pub struct LockFile {
    path: PathBuf,
    /// Absent when there was no lock file: then there is none afterwards.
    content: Option<Vec<u8>>,
}

impl LockFile {
    /// Remembers the lock file of a folder.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn save(folder: &Path) -> Result<Self> {
        let path = folder.join("Cargo.lock");
        let content = if path.exists() {
            Some(fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?)
        } else {
            None
        };
        Ok(Self { path, content })
    }

    /// What is in it now; empty when there is none.
    ///
    /// # Errors
    /// When it is not text.
    pub fn now(&self) -> Result<String> {
        if !self.path.exists() {
            return Ok(String::new());
        }
        fs::read_to_string(&self.path).with_context(|| format!("failed to read {}", self.path.display()))
    }

    /// Puts it back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn restore(self) -> Result<()> {
        self.put_back().with_context(|| format!("failed to restore {}", self.path.display()))
    }

    /// Writes only what differs, so that an untouched file keeps its time.
    fn put_back(&self) -> std::io::Result<()> {
        match &self.content {
            Some(content) if fs::read(&self.path).ok().as_ref() != Some(content) => fs::write(&self.path, content),
            None if self.path.exists() => fs::remove_file(&self.path),
            Some(_) | None => Ok(()),
        }
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        if let Err(error) = self.put_back() {
            eprintln!("error: failed to restore {}: {error}", self.path.display());
        }
    }
}
