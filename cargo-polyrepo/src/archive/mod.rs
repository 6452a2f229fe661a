//! `cargo xtask archive`: package a library and put the release where cargo finds it without a
//! server, as a *local registry*. A release is never rewritten.

mod index_line;
mod package;
mod releases;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::{digest, interrupt};

pub use index_line::index_line;
pub use package::Package;
pub use releases::{Releases, index_path};

/// `cargo polyrepo archive`
#[derive(Debug, Args)]
pub struct ArchiveArgs {
    /// The libraries' folders, in the order in which they depend on each other
    #[arg(default_value = "shared-models")]
    pub folders: Vec<PathBuf>,
    /// Package although the folder has uncommitted changes
    #[arg(long)]
    pub allow_dirty: bool,
}

/// Packages and archives.
///
/// # Errors
/// When a version is archived already, a folder has uncommitted changes, or packaging fails.
pub fn run(checkout: &Checkout, args: &ArchiveArgs) -> Result<ExitCode> {
    interrupt::install()?;
    for folder in &args.folders {
        archive(checkout, &checkout.root().join(folder), args.allow_dirty)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn archive(checkout: &Checkout, folder: &Path, allow_dirty: bool) -> Result<()> {
    let package = Package::describe(checkout, folder)?;
    let releases = Releases::at(checkout.folder("registry-config/releases"));
    if releases.has(&package.name, &package.version)? {
        bail!("{} is released, and a release is never rewritten: raise the version", package.id());
    }
    if !allow_dirty {
        package.must_be_committed(folder)?;
    }
    let bytes = package.build(checkout, folder, allow_dirty)?;
    let line = index_line(&package.metadata, &digest::sha256(&bytes))?;
    let file = releases.add(&package.name, &package.version, &bytes, &line)?;
    println!("{}\n{}", file.display(), digest::sha256(&bytes));
    Ok(())
}
