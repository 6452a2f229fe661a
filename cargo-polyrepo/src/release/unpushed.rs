//! A release that was committed and tagged here, and that the remote refused.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::git::{agrees, git};
use crate::process;
use crate::progress::Progress;

/// Where releases are pushed to; `release.toml` names the same.
const REMOTE: &str = "origin";

/// The outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// The remote has branch and tag.
    Pushed,
    /// The remote had newer commits: commit and tag are undone, and the branch is where the remote is.
    TakenBack,
}

/// Whether the remote lacks the tag. Without a remote there is nothing to push to.
///
/// # Errors
/// When the remote cannot be asked.
pub(super) fn is_unpushed(root: &Path, tag: &str) -> Result<bool> {
    if !git(root, &["remote"])?.lines().any(|remote| remote == REMOTE) {
        return Ok(false);
    }
    let found = git(root, &["ls-remote", REMOTE, &format!("refs/tags/{tag}")]);
    Ok(found.with_context(|| format!("{REMOTE} could not be asked for {tag}"))?.trim().is_empty())
}

/// Finishes it: pushes branch and tag together; or, when the remote has newer commits, undoes both, so that the release is
/// made again on top of those.
///
/// # Errors
/// When the remote refuses again, or there is more here than the release.
pub(super) fn settle(root: &Path, tag: &str, title: &str) -> Result<Settled> {
    let branch = git(root, &["branch", "--show-current"])?.trim().to_owned();
    if branch.is_empty() {
        bail!("{tag} was not pushed, and no branch is checked out: check out the branch that it is on");
    }
    git(root, &["fetch", "--quiet", REMOTE, &branch]).with_context(|| format!("failed to fetch {branch}"))?;
    if agrees(root, &["merge-base", "--is-ancestor", "FETCH_HEAD", "HEAD"]) {
        let mut push = Command::new("git");
        push.current_dir(root).args(["push", "--quiet", "--atomic", REMOTE]);
        push.args([format!("HEAD:refs/heads/{branch}"), format!("refs/tags/{tag}")]);
        // The output of the remote is not captured.
        process::run(&mut push)
            .with_context(|| format!("{REMOTE} refused {branch} and {tag}; when the cause is fixed, run this again"))?;
        Progress::new().line("Pushed", &format!("{branch} and {tag}, which an earlier attempt had made"));
        return Ok(Settled::Pushed);
    }
    let is_the_release = git(root, &["rev-parse", "HEAD"])? == git(root, &["rev-parse", &format!("{tag}^{{commit}}")])?
        && git(root, &["log", "-1", "--format=%s"])?.trim() == title;
    let only_it = agrees(root, &["merge-base", "--is-ancestor", "HEAD~1", "FETCH_HEAD"]);
    let clean = git(root, &["status", "--porcelain", "--untracked-files=no"])?.trim().is_empty();
    if !(is_the_release && only_it && clean) {
        bail!(
            "{tag} was not pushed, {REMOTE}/{branch} has moved on, and there is more here than the release: delete the \
             tag, bring your commits on top of {REMOTE}/{branch} without the release, and run this again"
        );
    }
    git(root, &["tag", "--delete", tag])?;
    git(root, &["reset", "--quiet", "--keep", "FETCH_HEAD"])?;
    Progress::new().line("Took back", &format!("{tag}: {REMOTE}/{branch} has moved on, so it is made again"));
    Ok(Settled::TakenBack)
}
