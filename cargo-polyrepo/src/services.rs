//! Which folders are services.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::checkout::Checkout;

/// The folders of the checkout that hold a service, sorted: they have a `Cargo.toml`, and migrations of their own.
///
/// # Errors
/// When the checkout cannot be read.
pub fn folders(checkout: &Checkout) -> Result<Vec<String>> {
    let entries = fs::read_dir(checkout.root()).context("failed to read the checkout")?.flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().join("Cargo.toml").is_file() && entry.path().join("migrations").is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        // What is hidden is not finished.
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    Ok(names)
}

/// The service in that folder.
///
/// # Errors
/// When there is none; the message lists the services.
pub fn find(checkout: &Checkout, folder: &str) -> Result<PathBuf> {
    let known = folders(checkout)?;
    if known.iter().any(|name| name == folder) {
        return Ok(checkout.folder(folder));
    }
    bail!("no service {folder:?}; there are: {}", known.join(", "))
}
