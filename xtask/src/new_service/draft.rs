//! A service while it is written: in a hidden folder, so that a failure leaves nothing behind.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::process;

use super::name::Name;

/// The service whose lock file a new one begins with.
pub const MODEL: &str = "service-b";

/// A hidden folder in the checkout. Deleted when dropped, unless it was moved into place.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
}

impl Draft {
    pub(super) fn begin(checkout: &Checkout, name: &Name) -> Result<Self> {
        let path = checkout.folder(&format!(".{name}.{}.tmp", std::process::id()));
        fs::create_dir(&path).with_context(|| format!("failed to create {}", path.display()))?;
        Ok(Self { path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Resolves its dependencies, starting from the versions that another service builds with, and formats it: the order of
    /// imports depends on the service's name.
    pub(super) fn settle(&self, checkout: &Checkout, name: &Name, lock: &str) -> Result<()> {
        let own = |name: &str| format!("name = \"{name}\"\n");
        fs::write(self.path.join("Cargo.lock"), lock.replace(&own(MODEL), &own(name.as_str())))?;
        let resolve = |network: &[&str]| {
            let mut update = process::cargo(checkout, &self.path);
            update.args(["update", "--quiet", "--workspace"]).args(network);
            process::capture(&mut update)
        };
        // Without a network, the cache has the versions that the other services were built with.
        if let Err(error) = resolve(&[]) {
            resolve(&["--offline"]).map_err(|_| error).context("failed to resolve its dependencies")?;
        }
        let mut format = process::cargo(checkout, &self.path);
        format.args(["fmt", "--all"]);
        process::capture(&mut format).context("failed to format it")?;
        Ok(())
    }

    /// Moves the folder and the workflow into place.
    pub(super) fn place(&self, checkout: &Checkout, name: &Name) -> Result<()> {
        let (drafted, placed) = (self.path.join(name.workflow()), checkout.folder(&name.workflow()));
        if let Some(folder) = placed.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(&drafted, &placed).with_context(|| format!("failed to write {}", placed.display()))?;
        let rest = fs::remove_dir_all(self.path.join(".github"));
        let moved = rest.and_then(|()| fs::rename(&self.path, checkout.folder(name.as_str())));
        if moved.is_err() {
            let _ = fs::remove_file(&placed);
        }
        moved.with_context(|| format!("failed to write {name}"))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
