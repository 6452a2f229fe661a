//! Where one database server keeps its files.

use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::checkout::Checkout;
use crate::digest;

/// A unix socket's path has room for 107 characters on Linux and 103 on macOS, and a server may
/// put a suffix on it while it starts.
const LONGEST_SOCKET: usize = 95;

/// The directory of one server, and what is in it.
#[derive(Debug, Clone)]
pub struct Layout {
    directory: PathBuf,
}

impl Layout {
    /// The server of that name in this checkout.
    ///
    /// # Errors
    /// When its directory cannot be created.
    pub fn create(checkout: &Checkout, name: &str) -> Result<Self> {
        let directory = checkout.target().join("mariadb").join(name);
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&directory)
            .with_context(|| format!("failed to create {}", directory.display()))?;
        let layout = Self { directory };
        fs::create_dir_all(layout.temporary())?;
        Ok(layout)
    }

    /// All of it.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The data directory; it exists once it is initialised in full.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// For temporary tables. Not the machine's: a server that starts there deletes the temporary
    /// tables of every other one, because it takes them for its own of before a crash.
    #[must_use]
    pub fn temporary(&self) -> PathBuf {
        self.directory.join("tmp")
    }

    /// A file beside the data.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// The socket: beside the data, or in the temporary directory when that path is too long.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        let near = self.file("server.sock");
        if near.as_os_str().len() <= LONGEST_SOCKET {
            return near;
        }
        let name = digest::sha256(self.directory.as_os_str().as_encoded_bytes());
        std::env::temp_dir().join(format!("polyrepo-{}.sock", &name[..16]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_checkout_gets_a_short_socket() {
        let deep = Layout { directory: PathBuf::from("/d".repeat(100)) };
        assert!(deep.socket().as_os_str().len() <= LONGEST_SOCKET);
        let shallow = Layout { directory: PathBuf::from("/d") };
        assert_eq!(shallow.socket(), Path::new("/d/server.sock"));
    }
}
