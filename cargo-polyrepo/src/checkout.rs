//! Where things are: the root of the checkout and its target directory.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// One checkout of the repository.
#[derive(Debug, Clone)]
pub struct Checkout {
    root: PathBuf,
    target: PathBuf,
}

impl Checkout {
    /// Finds the checkout this process was started from.
    ///
    /// `cargo run` tells which manifest it runs; asked at run time and not at compile time, because
    /// several checkouts may share one target directory and hence one `xtask` binary.
    ///
    /// # Errors
    /// When neither that nor a parent of the working directory is a checkout.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let working = env::current_dir().context("failed to read the working directory")?;
        let root = manifest
            .iter()
            .flat_map(|path| path.ancestors())
            .chain(working.ancestors())
            .find(|path| path.join("xtask/Cargo.toml").is_file())
            .map(Path::to_path_buf);
        let Some(root) = root else {
            bail!("this is not a checkout: no xtask/Cargo.toml here or above");
        };
        let target = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"]
            .iter()
            .find_map(env::var_os)
            .map_or_else(|| root.join("target"), |path| working.join(path));
        Ok(Self { root, target })
    }

    /// A checkout elsewhere, that builds into a directory of its own.
    #[must_use]
    pub fn at(root: PathBuf, target: PathBuf) -> Self {
        Self { root, target }
    }

    /// The folder that holds the folders.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo builds, and where the private database and the logs live.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Whether this is a repository of one crate, which `cargo xtask split` wrote.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.root.join("Cargo.toml").is_file()
    }

    /// A folder of the checkout.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }
}
