//! The history of one folder as that of a repository.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::checkout::Checkout;
use crate::git::git;
use crate::package::Package;
use crate::process;

/// Whether the folder is committed.
pub(super) fn has(root: &Path, folder: &str) -> bool {
    git(root, &["rev-parse", "--quiet", "--verify", &format!("HEAD:{folder}")]).is_ok()
}

/// Writes a repository whose root is the folder and whose commits are those that touched it. The tags of its packages'
/// releases are kept, those of other folders are dropped.
///
/// `filter-branch` is slow for a large history, but it is part of git, and this is done once.
pub(super) fn split(checkout: &Checkout, folder: &str, repository: &Path) -> Result<()> {
    let root = checkout.root();
    let target = repository.to_string_lossy();
    // Not by hard links: the history is rewritten here, and that of the checkout is not.
    git(root, &["clone", "--quiet", "--no-local", ".", &target]).context("failed to copy the history")?;
    git(repository, &["remote", "remove", "origin"])?;
    git(repository, &["checkout", "--quiet", "-B", "main"])?;
    let released = released_in(checkout, folder)?;
    for tag in git(repository, &["tag", "--list"])?.lines() {
        if !released.iter().any(|name| tag.starts_with(&format!("{name}-v"))) {
            git(repository, &["tag", "--delete", tag])?;
        }
    }
    let mut filter = Command::new("git");
    filter.current_dir(repository).env("FILTER_BRANCH_SQUELCH_WARNING", "1");
    filter.args(["filter-branch", "--prune-empty", "--subdirectory-filter", folder, "--tag-name-filter", "cat"]);
    filter.args(["--", "--all"]);
    process::capture(&mut filter).with_context(|| format!("failed to filter the history of {folder}"))?;
    // The history before the filter would stay reachable, and be pushed.
    let originals = git(repository, &["for-each-ref", "--format=%(refname)", "refs/original"])?;
    for original in originals.lines() {
        git(repository, &["update-ref", "-d", original])?;
    }
    git(repository, &["reflog", "expire", "--expire=now", "--all"])?;
    git(repository, &["gc", "--quiet", "--prune=now"])?;
    Ok(())
}

/// The names in the tags of a folder's releases: of its package, or of the members of its workspace. A service is tagged by
/// the name of its folder.
fn released_in(checkout: &Checkout, folder: &str) -> Result<Vec<String>> {
    let packages = Package::released(checkout)?.into_iter();
    let inside = packages.filter(|package| package.place(checkout).split('/').next() == Some(folder));
    Ok(inside.map(|package| package.name).chain([folder.to_owned()]).collect())
}
