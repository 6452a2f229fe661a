//! What a folder needs once nothing is around it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::{release_config, tasks, workflow};
use crate::checkout::Checkout;
use crate::registry;
use crate::release::git;

/// Adds it, as one commit on top of the history.
pub(super) fn stand(checkout: &Checkout, folder: &str, repository: &Path) -> Result<()> {
    let is_crate = repository.join("Cargo.toml").is_file();
    if is_crate {
        write(repository, ".cargo/config.toml", &cargo_config(&registry::index(checkout)?))?;
        write(repository, ".gitignore", "/target\n/xtask/target\n*.tmp\n")?;
        copy(checkout, "deny.toml", repository)?;
        tasks::copy(checkout, repository)?;
        release_config::adapt(&repository.join("release.toml"))?;
        workflow::copy(checkout, folder, repository)?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        if !repository.join(licence).exists() {
            copy(checkout, licence, repository)?;
        }
    }
    git(repository, &["add", "--all"])?;
    if !git(repository, &["status", "--porcelain"])?.trim().is_empty() {
        git(repository, &["commit", "--quiet", "-m", "stand alone: registry, tasks, workflows"])
            .context("failed to commit; git has to know your name and address")?;
    }
    Ok(())
}

fn cargo_config(index: &str) -> String {
    format!(
        "# The registry that releases come from; its address is part of Cargo.lock. It wants a token:\n\
         #   export CARGO_REGISTRIES_KELLNR_TOKEN=…\n\
         #   export CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS=cargo:token\n\
         [registries.kellnr]\nindex = {index:?}\n\n\
         [alias]\nxtask = \"run --quiet --manifest-path xtask/Cargo.toml --\"\n"
    )
}

/// Copies a file of the checkout's root, if there is one.
fn copy(checkout: &Checkout, name: &str, repository: &Path) -> Result<()> {
    let from = checkout.root().join(name);
    if from.is_file() {
        fs::copy(&from, repository.join(name)).with_context(|| format!("failed to copy {name}"))?;
    }
    Ok(())
}

/// Writes a file, with the folders it is in.
pub(super) fn write(repository: &Path, name: &str, text: &str) -> Result<()> {
    let path = repository.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&path, text).with_context(|| format!("failed to write {}", path.display()))
}
