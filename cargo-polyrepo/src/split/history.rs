//! A folder's history as a history of its own.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;
use crate::release::git;

/// Whether the folder is committed.
pub(super) fn has(root: &Path, folder: &str) -> bool {
    git(root, &["rev-parse", "--quiet", "--verify", &format!("HEAD:{folder}")]).is_ok()
}

/// Writes a repository whose root is the folder and whose commits are those that touched it. Tags
/// move along; those of other folders' releases are dropped.
///
/// `filter-branch` is slow for a large history, but it is part of git, and this is done once.
pub(super) fn split(root: &Path, folder: &str, repository: &Path) -> Result<()> {
    let target = repository.to_string_lossy();
    // Not by hard links: what is rewritten here is nothing of the checkout's.
    git(root, &["clone", "--quiet", "--no-local", ".", &target]).context("failed to copy the history")?;
    git(repository, &["remote", "remove", "origin"])?;
    git(repository, &["checkout", "--quiet", "-B", "main"])?;
    for tag in git(repository, &["tag", "--list"])?.lines().filter(|tag| !tag.starts_with(&format!("{folder}-v"))) {
        git(repository, &["tag", "--delete", tag])?;
    }
    let mut filter = Command::new("git");
    filter.current_dir(repository).env("FILTER_BRANCH_SQUELCH_WARNING", "1");
    filter.args(["filter-branch", "--prune-empty", "--subdirectory-filter", folder, "--tag-name-filter", "cat"]);
    filter.args(["--", "--all"]);
    process::capture(&mut filter).with_context(|| format!("failed to filter the history of {folder}"))?;
    // What it was before is reachable from here otherwise, and would be pushed.
    let originals = git(repository, &["for-each-ref", "--format=%(refname)", "refs/original"])?;
    for original in originals.lines() {
        git(repository, &["update-ref", "-d", original])?;
    }
    git(repository, &["reflog", "expire", "--expire=now", "--all"])?;
    git(repository, &["gc", "--quiet", "--prune=now"])?;
    Ok(())
}
