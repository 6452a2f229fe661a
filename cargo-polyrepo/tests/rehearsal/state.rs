//! Where things stand: a repository, its remote, and what the registry lists. What is refused has to
//! leave all of it as it was.

use std::fmt;
use std::path::Path;

use anyhow::{Result, ensure};

use super::stage::Stage;

/// All of it at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    here: String,
    remote: String,
    registry: String,
}

impl State {
    /// Looks at a repository and at the library's releases.
    ///
    /// # Errors
    /// When one of them cannot be asked.
    pub(super) fn of(stage: &Stage, name: &str) -> Result<Self> {
        let folder = stage.repository(name);
        let git = |folder: &Path, arguments: &[&str]| stage.publisher.git(folder, arguments);
        let refs = ["for-each-ref", "--format=%(objectname:short) %(refname)", "refs/heads", "refs/tags"];
        let here = git(&folder, &refs)? + &git(&folder, &["status", "--porcelain", "--branch"])?;
        let registry: Vec<String> = stage
            .listed("shared-models")?
            .into_iter()
            .map(|(version, checksum, yanked)| format!("{version} {checksum} yanked: {yanked}"))
            .collect();
        Ok(Self { here, remote: git(&stage.remote(name), &refs)?, registry: registry.join("\n") })
    }

    /// Expects that nothing has changed.
    ///
    /// # Errors
    /// When something is; the message shows both.
    pub(super) fn is_unchanged(&self, stage: &Stage, name: &str) -> Result<()> {
        let now = Self::of(stage, name)?;
        ensure!(*self == now, "expected that nothing changes; before:\n{self}\nafter:\n{now}");
        Ok(())
    }

    /// Expects that at most this repository has changed: remote and registry are as they were.
    ///
    /// # Errors
    /// When one of them is not; the message shows both.
    pub(super) fn is_elsewhere_unchanged(&self, stage: &Stage, name: &str) -> Result<()> {
        let now = Self { here: self.here.clone(), ..Self::of(stage, name)? };
        ensure!(*self == now, "expected that remote and registry stay; before:\n{self}\nafter:\n{now}");
        Ok(())
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "here:\n{}remote:\n{}registry:\n{}", self.here, self.remote, self.registry)
    }
}
