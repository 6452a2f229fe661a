//! The subcommands of `cargo xtask release`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use super::publish::{Archive, publish};
use super::yank::yank;
use super::{Gate, LIBRARY, Level, start};
use crate::checkout::Checkout;
use crate::interrupt;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bump, ask the gate, commit, tag and push, by `cargo release`; shows what it would do unless told to
    Start {
        /// The library's folder
        #[arg(default_value = LIBRARY)]
        folder: String,
        /// The step to take; without it the one that the change requires, and none if nothing changed
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
        /// The library's folder
        #[arg(default_value = LIBRARY)]
        folder: String,
        /// The version; without it the one in Cargo.toml
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
        /// The library's folder
        #[arg(default_value = LIBRARY)]
        folder: String,
    },
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// When the release is refused, or a step fails.
    pub fn run(self, checkout: &Checkout) -> Result<ExitCode> {
        interrupt::install()?;
        match self {
            Self::Start { folder, level, execute } => {
                return start::start(checkout, super::folder(checkout, &folder), level, execute);
            }
            Self::Gate => Gate::of_environment()?.pass(checkout)?,
            Self::Yank { version, folder } => yank(checkout, super::folder(checkout, &folder), &version)?,
            Self::Publish { folder, version, commit, push } => {
                let archive = match (push, commit) {
                    (true, _) => Archive::Push,
                    (false, true) => Archive::Commit,
                    (false, false) => Archive::Write,
                };
                publish(checkout, super::folder(checkout, &folder), version.as_deref(), archive)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
