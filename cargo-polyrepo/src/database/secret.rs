//! Passwords: drawn once per server, readable by its owner only.
//!
//! Loopback is open to every user of the machine, so even a throw-away server has a password.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::layout::Layout;
use crate::digest;

/// What all passwords of one server are made from.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Reads the server's secret, or draws it.
    ///
    /// # Errors
    /// When the file can neither be read nor written.
    pub fn of(layout: &Layout) -> Result<Self> {
        let path = layout.file("secret");
        if let Ok(text) = fs::read_to_string(&path) {
            return Ok(Self(text));
        }
        let mut seed = [0; 32];
        File::open("/dev/urandom")
            .and_then(|mut file| file.read_exact(&mut seed))
            .context("failed to draw a password")?;
        let text = digest::sha256(&seed);
        write_private(&path, &text)?;
        Ok(Self(text))
    }

    /// The password of one account.
    #[must_use]
    pub fn password(&self, user: &str) -> String {
        digest::sha256(format!("{}/{user}", self.0).as_bytes())[..32].to_owned()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Writes a file that only its owner may read.
pub(super) fn write_private(path: &Path, text: &str) -> Result<()> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("failed to write {}", path.display()))
}
