//! Secrets of one registry, drawn once and readable by their owner only.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::digest;

/// What the passwords of one registry are made from.
#[derive(Clone)]
pub(super) struct Secret(String);

impl Secret {
    /// Reads it, or draws it.
    ///
    /// # Errors
    /// When the file can neither be read nor written.
    pub(super) fn of(path: &Path) -> Result<Self> {
        match fs::read_to_string(path) {
            Ok(text) => return Ok(Self(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("failed to read {}", path.display())),
        }
        let mut seed = [0; 32];
        File::open("/dev/urandom")
            .and_then(|mut file| file.read_exact(&mut seed))
            .context("failed to draw a secret")?;
        let text = digest::sha256(&seed);
        write_private(path, &text)?;
        Ok(Self(text))
    }

    /// 64 characters for one purpose.
    pub(super) fn for_purpose(&self, purpose: &str) -> String {
        digest::sha256(format!("{}/{purpose}", self.0).as_bytes())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Writes a file that only its owner may read, in one motion.
pub(super) fn write_private(path: &Path, text: &str) -> Result<()> {
    let temporary = path.with_added_extension("tmp");
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&temporary)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&temporary, path))
        .with_context(|| format!("failed to write {}", path.display()))
}
