//! The subcommands of `cargo polyrepo release`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use super::publish::{Archive, publish};
use super::review::{Review, review};
use super::start::start;
use super::yank::yank;
use super::{Gate, Level};
use crate::checkout::Checkout;
use crate::interrupt;
use crate::package::Package;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bump, ask the gate, commit, tag and push, by `cargo release`; without --execute, show what it would do
    Start {
        /// The package, by name or folder [default: the only one, or shared-models]
        folder: Option<String>,
        /// The step to take [default: the one that the change requires, and none if nothing changed]
        #[arg(long)]
        level: Option<Level>,
        /// Do it
        #[arg(long)]
        execute: bool,
    },
    /// Judge a release in the making; the pre-release hook of `cargo release`
    Gate,
    /// Publish a tagged release, wait until the registry lists it, and add it to the archive
    Publish {
        /// The package, by name or folder [default: the only one, or shared-models]
        folder: Option<String>,
        /// The version [default: the one in Cargo.toml]
        #[arg(long)]
        version: Option<String>,
        /// Commit the archive
        #[arg(long)]
        commit: bool,
        /// Commit the archive and push it
        #[arg(long)]
        push: bool,
    },
    /// Take a release out of new lock files, in the registry and in the archive; release what replaces it first
    Yank {
        /// The version
        version: String,
        /// The package, by name or folder [default: the only one, or shared-models]
        folder: Option<String>,
    },
    /// Judge the change since the last release; in a workflow with annotations and a summary
    Review {
        /// The package, by name or folder [default: the only one, or shared-models]
        folder: Option<String>,
        /// Judge the Rust API too, by cargo-semver-checks, which is built first
        #[arg(long)]
        api: bool,
        /// Comment on the pull request
        #[arg(long)]
        comment: bool,
    },
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// When the release is refused, or a step fails.
    pub fn run(self, checkout: &Checkout) -> Result<ExitCode> {
        interrupt::install()?;
        let find = |folder: Option<String>| Package::find(checkout, folder.as_deref());
        match self {
            Self::Start { folder, level, execute } => return start(checkout, &find(folder)?, level, execute),
            Self::Review { folder, api, comment } => return review(checkout, &find(folder)?, Review { api, comment }),
            Self::Gate => Gate::of_environment()?.pass(checkout)?,
            Self::Yank { version, folder } => yank(checkout, &find(folder)?, &version)?,
            Self::Publish { folder, version, commit, push } => {
                let archive = match (push, commit) {
                    (true, _) => Archive::Push,
                    (false, true) => Archive::Commit,
                    (false, false) => Archive::Write,
                };
                publish(checkout, &find(folder)?, version.as_deref(), archive)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
