//! The Rust API of a library, as cargo-semver-checks judges it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

use super::{probe, search_path};
use crate::archive::Releases;
use crate::checkout::Checkout;
use crate::git::git;
use crate::package::Package;
use crate::prerequisites::Prerequisite;
use crate::process;
use crate::progress::Progress;
use crate::tool::{Cache, Tool};

/// Judges the Rust API. Later versions drop the format that this compiler writes.
pub const SEMVER_CHECKS: Tool = Tool {
    name: "cargo-semver-checks",
    version: "0.51.0",
    arguments: &[],
    environment: &[],
    needs: &[Prerequisite::Linker],
};

/// Lets a command find cargo-semver-checks; builds it where that was not done yet.
pub(super) fn provide(command: &mut Command) -> Result<()> {
    command.env("PATH", search_path::with(&SEMVER_CHECKS.ensure(&Cache::of_user()?)?)?);
    Ok(())
}

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
    provide(&mut cargo)?;
    Ok(ExitCode::from(process::status(&mut cargo)?))
}

/// The last release: the newest one in the archive. Elsewhere that of the last tag on this branch, or without a tag the
/// newest one in the registry.
fn baseline(checkout: &Checkout, package: &Package) -> Result<Option<[String; 2]>> {
    if let Some(archive) = checkout.archive() {
        let releases = Releases::at(archive);
        let Some(version) = releases.newest(&package.name)? else { return Ok(None) };
        let folder = unpack(checkout, &releases.file(&package.name, &version), &format!("{}-{version}", package.name))?;
        return Ok(Some(["--baseline-root".to_owned(), folder.to_string_lossy().into_owned()]));
    }
    let pattern = format!("{}-v*", package.name);
    if let Ok(tag) = git(checkout.root(), &["describe", "--tags", "--abbrev=0", "--match", &pattern]) {
        return Ok(Some(["--baseline-rev".to_owned(), tag.trim().to_owned()]));
    }
    let released = probe::unpacked(checkout, &package.name)?;
    Ok(released.map(|folder| ["--baseline-root".to_owned(), folder.to_string_lossy().into_owned()]))
}

/// Unpacks a release below the target directory, where cargo's configuration of this checkout applies.
fn unpack(checkout: &Checkout, file: &std::path::Path, id: &str) -> Result<PathBuf> {
    let scratch = checkout.target().join("baseline");
    let folder = scratch.join(id);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&scratch).with_context(|| format!("failed to create {}", scratch.display()))?;
    let mut tar = Command::new("tar");
    process::capture(tar.arg("-C").arg(&scratch).arg("-xzf").arg(file))?;
    Ok(folder)
}
