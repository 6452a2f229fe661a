//! A library, as the person sees it who changes and releases it.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use super::edit;
use super::ran::Ran;
use super::stage::Stage;
use cargo_polyrepo::digest;

/// The one that services exchange.
pub(super) const LIBRARY: &str = "shared-models";

/// A change of one source file.
pub(super) struct Change {
    /// The file.
    pub(super) file: &'static str,
    /// What stands there.
    pub(super) from: &'static str,
    /// What is to stand there.
    pub(super) to: &'static str,
    /// What the changelog says.
    pub(super) note: &'static str,
}

/// The repository on a stage.
pub(super) struct Library<'a> {
    stage: &'a Stage,
    name: &'static str,
    pub(super) folder: PathBuf,
}

impl<'a> Library<'a> {
    pub(super) fn on(stage: &'a Stage) -> Self {
        Self::called(LIBRARY, stage)
    }

    pub(super) fn called(name: &'static str, stage: &'a Stage) -> Self {
        Self { stage, name, folder: stage.repository(name) }
    }

    /// Runs a command in it, as a person who may publish.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn cargo(&self, line: &str) -> Result<Ran> {
        self.stage.publisher.cargo(&self.folder, line)
    }

    /// Asks git.
    ///
    /// # Errors
    /// When it fails.
    pub(super) fn git(&self, arguments: &[&str]) -> Result<String> {
        self.stage.publisher.git(&self.folder, arguments)
    }

    /// Edits a model and adds an entry to the changelog.
    ///
    /// # Errors
    /// When the text to edit is not there any more.
    pub(super) fn edit(&self, change: &Change) -> Result<()> {
        edit::replace(&self.folder.join(change.file), change.from, change.to)?;
        let heading = "## [Unreleased] - ReleaseDate\n";
        let section = format!("{heading}\n- {}\n", change.note);
        edit::replace(&self.folder.join("CHANGELOG.md"), heading, &section)
    }

    /// Writes the contract.
    ///
    /// # Errors
    /// When the library does not compile.
    pub(super) fn snapshot(&self) -> Result<()> {
        self.cargo("accord snapshot")?.succeeded()?;
        Ok(())
    }

    /// Commits all of it and pushes the branch.
    ///
    /// # Errors
    /// When git refuses.
    pub(super) fn commit(&self, message: &str) -> Result<()> {
        self.git(&["commit", "--quiet", "--all", "--message", message])?;
        self.git(&["push", "--quiet", "origin", "HEAD"])?;
        Ok(())
    }

    /// Edits, writes the contract, commits and pushes.
    ///
    /// # Errors
    /// As its parts.
    pub(super) fn change(&self, change: &Change, message: &str) -> Result<()> {
        self.edit(change)?;
        self.snapshot()?;
        self.commit(message)
    }

    /// The version in its manifest.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn version(&self) -> Result<String> {
        let id = self.git(&["grep", "--no-color", "-h", "^version = ", "HEAD", "--", "Cargo.toml"])?;
        let version = id.lines().next().and_then(|line| line.split('"').nth(1));
        Ok(version.context("Cargo.toml has no version")?.to_owned())
    }

    /// Releases, and checks that branch and tag are with the remote. Returns the version.
    ///
    /// # Errors
    /// When it is refused, or half done.
    pub(super) fn release(&self, level: &str) -> Result<String> {
        self.cargo(&format!("release {level} --execute --no-confirm"))?.succeeded()?;
        let version = self.version()?;
        self.is_pushed(&version)?;
        Ok(version)
    }

    /// Expects the release at the end of the branch, here and with the remote.
    ///
    /// # Errors
    /// When it is not.
    pub(super) fn is_pushed(&self, version: &str) -> Result<()> {
        let remote = self.stage.remote(self.name);
        let branch = self.git(&["branch", "--show-current"])?;
        let tag = format!("{}-v{version}", self.name);
        let head = self.git(&["rev-parse", "HEAD"])?;
        for reference in [branch.trim(), &format!("{tag}^{{commit}}")] {
            let there = self.stage.publisher.git(&remote, &["rev-parse", reference])?;
            ensure!(there == head, "expected {reference} of the remote to be {head}; came {there}");
        }
        let subject = self.git(&["log", "-1", "--format=%s"])?;
        ensure!(subject.trim() == format!("{}: {version}", self.name), "expected a release commit; came {subject}");
        ensure!(self.git(&["status", "--porcelain"])?.is_empty(), "expected a clean work tree after the release");
        self.stage.timeline.tell(
            &format!("{} {version} is committed, tagged and pushed", self.name),
            &format!("remote: {} and {tag} are {}", branch.trim(), &head[..12]),
        );
        Ok(())
    }

    /// Publishes, and checks that the registry lists these very bytes.
    ///
    /// # Errors
    /// When it does not.
    pub(super) fn publish(&self, version: &str) -> Result<Ran> {
        let ran = self.cargo(&format!("polyrepo release publish --version {version}"))?.succeeded()?;
        self.is_listed(version)?;
        Ok(ran)
    }

    /// Expects the registry to list the package that was made here, once.
    ///
    /// # Errors
    /// When it does not.
    pub(super) fn is_listed(&self, version: &str) -> Result<()> {
        let packaged = self.stage.checkout.target().join(format!("package/{}-{version}.crate", self.name));
        let checksum = digest::sha256_of(&packaged)?;
        let listed = self.stage.listed(self.name)?;
        let lines: Vec<_> = listed.iter().filter(|(listed, ..)| listed == version).collect();
        ensure!(
            matches!(lines.as_slice(), [(_, listed, false)] if *listed == checksum),
            "expected the registry to list {version} with {checksum}; came {lines:?}"
        );
        let name = self.name;
        self.stage.timeline.tell(&format!("{name} {version} is published"), &format!("index: {version} {checksum}"));
        Ok(())
    }
}
