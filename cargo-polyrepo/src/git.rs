//! What is asked of git.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::process;

/// Runs git in a folder and returns what it printed.
///
/// # Errors
/// When it fails; the message carries git's last line.
pub fn git(folder: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    process::capture(command.current_dir(folder).args(arguments))
}

/// Whether git exits with success; for questions that it answers with exit code 1.
#[must_use]
pub fn agrees(folder: &Path, arguments: &[&str]) -> bool {
    git(folder, arguments).is_ok()
}

/// Whether that tag exists.
#[must_use]
pub fn has_tag(folder: &Path, tag: &str) -> bool {
    agrees(folder, &["rev-parse", "--quiet", "--verify", &format!("refs/tags/{tag}^{{commit}}")])
}
