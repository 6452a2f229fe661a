//! Where things are: the root of the checkout and its target directory.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

/// A directory with the folders of all packages, or a repository that [`crate::split`] wrote.
#[derive(Debug, Clone)]
pub struct Checkout {
    root: PathBuf,
    target: PathBuf,
}

impl Checkout {
    /// Finds the checkout this process was started from.
    ///
    /// `cargo run` names the manifest that it runs. It is read at run time and not at compile time, because
    /// several checkouts may share one target directory and hence one binary.
    ///
    /// # Errors
    /// When neither that manifest nor the working directory is in a checkout.
    pub fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let working = env::current_dir().context("failed to read the working directory")?;
        let candidates = manifest.iter().flat_map(|path| path.ancestors()).chain(working.ancestors());
        let Some(root) = candidates.into_iter().find(|path| is_root(path)).map(Path::to_path_buf) else {
            bail!("this is not a checkout: no .cargo/config.toml here or above names the registry kellnr");
        };
        let target = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"]
            .iter()
            .find_map(env::var_os)
            .map_or_else(|| root.join("target"), |path| working.join(path));
        Ok(Self { root, target })
    }

    /// A checkout elsewhere, with a separate target directory.
    #[must_use]
    pub fn at(root: PathBuf, target: PathBuf) -> Self {
        Self { root, target }
    }

    /// The folder that holds the folders.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo builds, and where the private database and the logs are kept.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Whether this is a repository that `cargo polyrepo split` wrote: one package, or one workspace.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.root.join("Cargo.toml").is_file()
    }

    /// A folder of the checkout.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The archive of releases. A repository that `split` wrote has none.
    #[must_use]
    pub fn archive(&self) -> Option<PathBuf> {
        (!self.is_alone()).then(|| self.folder("registry-config/releases"))
    }
}

/// Writes a file, with the folders it is in.
pub(crate) fn write_with_folders(path: &Path, text: &str) -> Result<()> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
    written.with_context(|| format!("failed to write {}", path.display()))
}

/// The configuration names the registry; beside it are all folders, or one manifest.
fn is_root(path: &Path) -> bool {
    let configuration = fs::read_to_string(path.join(".cargo/config.toml")).unwrap_or_default();
    configuration.contains("[registries.kellnr]")
        && (path.join("registry-config").is_dir() || path.join("Cargo.toml").is_file())
}
