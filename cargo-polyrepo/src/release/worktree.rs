//! The files of a tag, checked out beside the work tree: a release is of what is committed.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::git::git;

/// Removed when dropped.
#[derive(Debug)]
pub(super) struct Worktree {
    root: PathBuf,
    pub(super) path: PathBuf,
}

impl Worktree {
    pub(super) fn of_tag(root: &Path, tag: &str, path: PathBuf) -> Result<Self> {
        let worktree = Self { root: root.to_path_buf(), path };
        // An attempt that was killed may have left one.
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
