//! `cargo xtask archive`: package a library and put the release where cargo finds it without a
//! server, as a *local registry*. A release is never rewritten.

mod index_line;
mod package;
mod releases;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::cli::ArchiveArgs;
use crate::{digest, interrupt};

pub use index_line::index_line;
pub use package::Package;
pub use releases::{Releases, index_path};

/// Packages and archives.
///
/// # Errors
/// When the version is archived already, the folder has uncommitted changes, or packaging fails.
pub fn run(checkout: &Checkout, args: &ArchiveArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let folder = checkout.root().join(&args.folder);
    let package = Package::describe(checkout, &folder)?;
    let releases = Releases::at(checkout.folder("registry-config/releases"));
    if releases.has(&package.name, &package.version)? {
        bail!("{} is released already, and a release is never rewritten: raise the version", package.id());
    }
    if !args.allow_dirty {
        package.must_be_committed(&folder)?;
    }
    let bytes = package.build(checkout, &folder, args.allow_dirty)?;
    let line = index_line(&package.metadata, &digest::sha256(&bytes))?;
    let file = releases.add(&package.name, &package.version, &bytes, &line)?;
    println!("{}\n{}", file.display(), digest::sha256(&bytes));
    Ok(ExitCode::SUCCESS)
}
