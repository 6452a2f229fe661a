//! `cargo polyrepo archive`: packages libraries and adds the releases to the folder where cargo finds them without a
//! server, a *local registry*. A release is never rewritten.

mod index_line;
mod releases;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::package::Package;
use crate::{address, digest, interrupt};

pub use index_line::index_line;
pub(crate) use releases::unpack;
pub use releases::{Releases, index_path, numbers};

/// `cargo polyrepo archive`
#[derive(Debug, Args)]
pub struct ArchiveArgs {
    /// The packages, by name or folder, in the order in which they depend on each other
    #[arg(value_name = "FOLDER")]
    pub folders: Vec<String>,
    /// Package although the folder has uncommitted changes
    #[arg(long)]
    pub allow_dirty: bool,
}

/// Packages and archives. A package may depend on one before it: cargo finds that in the archive.
///
/// # Errors
/// When a version is archived already, a folder has uncommitted changes, or packaging fails.
pub fn run(checkout: &Checkout, args: &ArchiveArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let Some(archive) = checkout.archive() else {
        bail!(
            "a repository that was split out has no archive; releases go to the registry: cargo polyrepo release publish"
        );
    };
    let releases = Releases::at(archive);
    if args.folders.is_empty() {
        add(checkout, &releases, &Package::find(checkout, None)?, args.allow_dirty)?;
    }
    for folder in &args.folders {
        add(checkout, &releases, &Package::find(checkout, Some(folder))?, args.allow_dirty)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn add(checkout: &Checkout, releases: &Releases, package: &Package, allow_dirty: bool) -> Result<()> {
    if releases.has(&package.name, &package.version)? {
        bail!("{} is released already, and a release is never rewritten: raise the version", package.id());
    }
    let mut arguments = Vec::new();
    if allow_dirty {
        arguments.push("--allow-dirty");
    } else {
        package.must_be_committed()?;
        if package.workspace.join("Cargo.lock").exists() {
            arguments.push("--locked");
        }
    }
    let bytes = package.build(checkout, &arguments)?;
    let line = index_line(&package.metadata, &digest::sha256(&bytes), &address::index(checkout)?)?;
    let file = releases.add(&package.name, &package.version, &bytes, &line)?;
    println!("{}\n{}", file.display(), digest::sha256(&bytes));
    Ok(())
}
