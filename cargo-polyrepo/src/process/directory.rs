//! The directory of one server that this machine's user runs.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::digest;

/// A directory that only its owner can read, with a secret.
///
/// Loopback is open to every user of the machine, so even a throw-away server has passwords.
#[derive(Debug, Clone)]
pub struct Directory(PathBuf);

impl Directory {
    /// Makes it where it does not exist yet.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        let mut private = fs::DirBuilder::new();
        let made = private.recursive(true).mode(0o700).create(path).and_then(|()| fs::canonicalize(path));
        Ok(Self(made.with_context(|| format!("failed to create {}", path.display()))?))
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What the server itself writes.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.file("data")
    }

    /// A file beside the data.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file that only its owner may read, in one motion.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> Result<()> {
        let (path, temporary) = (self.file(name), self.file(&format!("{name}.tmp")));
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .and_then(|()| fs::rename(&temporary, &path))
            .with_context(|| format!("failed to write {}", path.display()))
    }

    /// 64 characters for one purpose, always the same. They are made from a secret, which is drawn the first time.
    ///
    /// # Errors
    /// When the secret can neither be read nor written.
    pub fn secret(&self, purpose: &str) -> Result<String> {
        let path = self.file("secret");
        let secret = match fs::read_to_string(&path) {
            Ok(secret) => secret,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let mut seed = [0; 32];
                let drawn = File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut seed));
                drawn.context("failed to draw a secret")?;
                let secret = digest::sha256(&seed);
                self.write("secret", &secret)?;
                secret
            }
            Err(error) => return Err(error).with_context(|| format!("failed to read {}", path.display())),
        };
        Ok(digest::sha256(format!("{secret}/{purpose}").as_bytes()))
    }

    /// Waits until no other process starts or ends this server; the turn lasts as long as the file is open.
    ///
    /// # Errors
    /// When the lock file cannot be used.
    pub fn turn(&self) -> Result<File> {
        let file = lock_file(&self.file("turn.lock"))?;
        file.lock().context("failed to lock turn.lock")?;
        Ok(file)
    }
}

/// A file that is there to be locked.
///
/// # Errors
/// When it cannot be opened.
pub fn lock_file(path: &Path) -> Result<File> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    file.with_context(|| format!("failed to open {}", path.display()))
}
