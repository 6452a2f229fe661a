//! What we ask of git.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;

/// Runs git in a folder and returns what it printed.
///
/// # Errors
/// When it fails; the message carries git's last line.
pub fn git(folder: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    process::capture(command.current_dir(folder).args(arguments))
}

/// Whether git answers with success; for questions that exit code 1 says no to.
pub(super) fn agrees(folder: &Path, arguments: &[&str]) -> bool {
    git(folder, arguments).is_ok()
}

/// Whether that tag exists.
pub(super) fn has_tag(folder: &Path, tag: &str) -> bool {
    agrees(folder, &["rev-parse", "--quiet", "--verify", &format!("refs/tags/{tag}^{{commit}}")])
}

/// The files of a tag, checked out beside the work tree: what is released is what is committed,
/// whatever the work tree looks like. Removed when dropped.
#[derive(Debug)]
pub(super) struct Worktree {
    root: PathBuf,
    pub(super) path: PathBuf,
}

impl Worktree {
    pub(super) fn of_tag(root: &Path, tag: &str, path: PathBuf) -> Result<Self> {
        let worktree = Self { root: root.to_path_buf(), path };
        // What an attempt that was killed has left.
        worktree.remove();
        let path = worktree.path.to_string_lossy();
        git(root, &["worktree", "add", "--quiet", "--detach", &path, &format!("refs/tags/{tag}")])
            .with_context(|| format!("failed to check out {tag}"))?;
        Ok(worktree)
    }

    fn remove(&self) {
        let path = self.path.to_string_lossy();
        let _ = git(&self.root, &["worktree", "remove", "--force", &path]);
        let _ = std::fs::remove_dir_all(&self.path);
        let _ = git(&self.root, &["worktree", "prune"]);
    }
}

impl Drop for Worktree {
    fn drop(&mut self) {
        self.remove();
    }
}
