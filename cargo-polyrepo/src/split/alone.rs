//! What a folder needs once nothing is around it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::workflow;
use crate::address;
use crate::checkout::{Checkout, write_with_folders};
use crate::git::git;

/// Adds it, as one commit on top of the history.
pub(super) fn stand(checkout: &Checkout, folder: &str, repository: &Path) -> Result<()> {
    if repository.join("Cargo.toml").is_file() {
        let index = address::index(checkout)?;
        // In the checkout, a package's folder may have an alias for a neighbour's tool. Here the tools are installed.
        let aliases = [".cargo/config.toml", "*/.cargo/config.toml"];
        git(repository, &[&["rm", "-r", "--quiet", "--ignore-unmatch", "--"], &aliases[..]].concat())?;
        write_with_folders(&repository.join(".cargo/config.toml"), &cargo_config(&index))?;
        write_with_folders(&repository.join(".gitignore"), "/target\n*.tmp\n")?;
        for name in ["deny.toml", "rust-toolchain.toml", ".gitattributes"] {
            copy(checkout, name, repository)?;
        }
        for (path, text) in workflow::workflows(checkout, folder, &index)? {
            write_with_folders(&repository.join(path), &text)?;
        }
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        if !repository.join(licence).exists() {
            copy(checkout, licence, repository)?;
        }
    }
    git(repository, &["add", "--all"])?;
    if !git(repository, &["status", "--porcelain"])?.trim().is_empty() {
        git(repository, &["commit", "--quiet", "-m", "stand alone: registry, workflows, licences"])
            .context("failed to commit; git has to know your name and address")?;
    }
    Ok(())
}

fn cargo_config(index: &str) -> String {
    format!(
        "# The registry that releases come from; its address is part of Cargo.lock. It wants a token:\n\
         #   export CARGO_REGISTRIES_KELLNR_TOKEN=…\n\
         #   export CARGO_REGISTRY_GLOBAL_CREDENTIAL_PROVIDERS=cargo:token\n\
         # The tools come from there, too. `cargo install` does not read this file, so name the registry for it:\n\
         #   export CARGO_REGISTRIES_KELLNR_INDEX={index}\n\
         #   cargo install cargo-polyrepo cargo-accord --registry kellnr --locked\n\
         [registries.kellnr]\nindex = {index:?}\n"
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
