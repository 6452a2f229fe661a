//! The template: a service made from it has to pass the steps of every service.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::folder;
use super::step::Step;
use crate::new_service::{MODEL, Template};
use cargo_polyrepo::checkout::Checkout;

/// The name of the service that is made and tested, of the greatest length.
const SPECIMEN: &str = "the-longest-name-of-a-specimen";

/// Whether the checkout has the template and the lock file it starts from.
pub(super) fn is_possible(checkout: &Checkout) -> bool {
    Template::of(checkout).is_there() && checkout.folder(MODEL).join("Cargo.lock").is_file()
}

/// Makes a service in a second checkout, with copies of the files that a new service changes; then the steps of a service.
/// They build into the common target directory, which has most dependencies.
pub(super) fn steps(checkout: &Checkout, database_url: &str) -> Result<Vec<Step>> {
    let other = checkout.target().join("new-service");
    beside(checkout, &other).context("failed to make a checkout for the new service")?;
    let mut make = Command::new(std::env::current_exe()?);
    make.args(["new-service", SPECIMEN]).current_dir(&other).env("CARGO_TARGET_DIR", checkout.target());
    make.env("CARGO_MANIFEST_DIR", other.join("xtask"));
    let mut steps = vec![Step { name: "make".to_owned(), command: make }];
    steps.extend(folder::steps(checkout, &other.join(SPECIMEN).to_string_lossy(), database_url)?);
    Ok(steps)
}

/// A checkout with links to the folders, and copies of configuration and workflows.
fn beside(checkout: &Checkout, other: &Path) -> Result<()> {
    if other.exists() {
        fs::remove_dir_all(other)?;
    }
    for folder in [".cargo", ".github", ".github/workflows"] {
        copy(&checkout.folder(folder), &other.join(folder))?;
    }
    for entry in fs::read_dir(checkout.root())?.flatten() {
        let name = entry.file_name();
        let is_hidden = name.to_string_lossy().starts_with('.');
        if entry.path().is_dir() && !is_hidden && entry.path() != checkout.target() {
            symlink(entry.path(), other.join(name))?;
        }
    }
    Ok(())
}

/// Copies the files of a folder, if there is one.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).into_iter().flatten().flatten().filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
