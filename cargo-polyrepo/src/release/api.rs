//! The Rust API of a library, as cargo-semver-checks judges it.

use std::process::ExitCode;

use anyhow::Result;

use super::probe;
use crate::archive::{Releases, unpack};
use crate::checkout::Checkout;
use crate::git::git;
use crate::package::Package;
use crate::prerequisites::Prerequisite;
use crate::process;
use crate::progress::Progress;
use crate::tool::Tool;

/// Judges the Rust API. Later versions drop the format that this compiler writes.
pub const SEMVER_CHECKS: Tool = Tool {
    name: "cargo-semver-checks",
    version: "0.51.0",
    arguments: &[],
    environment: &[],
    needs: &[Prerequisite::Linker],
};

/// Compares a library with its last release. Passes the exit code of cargo-semver-checks.
pub(super) fn judge(checkout: &Checkout, package: &Package) -> Result<ExitCode> {
    if !package.is_library() {
        Progress::new()
            .line("Skipping", &format!("{}: a tool promises its command line, not its Rust API", package.name));
        return Ok(ExitCode::SUCCESS);
    }
    let Some(baseline) = baseline(checkout, package)? else {
        Progress::new().line("Nothing", &format!("to compare {} with: it has no release yet", package.name));
        return Ok(ExitCode::SUCCESS);
    };
    let mut cargo = process::cargo(checkout, &package.folder);
    cargo.args(["semver-checks", "check-release", "--manifest-path", "Cargo.toml"]).args(baseline);
    SEMVER_CHECKS.provide(&mut cargo)?;
    Ok(ExitCode::from(process::status(&mut cargo)?))
}

/// The last release: the newest one in the archive. Elsewhere that of the last tag on this branch, or without a tag the
/// newest one in the registry.
fn baseline(checkout: &Checkout, package: &Package) -> Result<Option<[String; 2]>> {
    if let Some(archive) = checkout.archive() {
        let releases = Releases::at(archive);
        let Some(version) = releases.newest(&package.name)? else { return Ok(None) };
        // Below the target directory, where cargo's configuration of this checkout applies.
        let folder = unpack(&releases.file(&package.name, &version), &checkout.target().join("baseline"))?;
        return Ok(Some(["--baseline-root".to_owned(), folder.to_string_lossy().into_owned()]));
    }
    let pattern = format!("{}-v*", package.name);
    if let Ok(tag) = git(checkout.root(), &["describe", "--tags", "--abbrev=0", "--match", &pattern]) {
        return Ok(Some(["--baseline-rev".to_owned(), tag.trim().to_owned()]));
    }
    let released = probe::unpacked(checkout, &package.name)?;
    Ok(released.map(|folder| ["--baseline-root".to_owned(), folder.to_string_lossy().into_owned()]))
}
