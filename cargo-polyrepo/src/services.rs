//! Which folders are services.

use std::fs;

use anyhow::{Context as _, Result};

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
