//! `cargo xtask rehearse`: the way of a change from an edit to every service, and what goes wrong on
//! it, with the real tools: git, cargo-release, the registry, cargo accord.
//!
//! It plays in a scratch directory, in the repositories that `cargo xtask split` writes, by the
//! commands of VERSIONING.md. Whatever is told in the timeline was looked at.

mod acts;
mod build_cache;
mod cargo_home;
mod edit;
mod library;
mod person;
mod ran;
mod stage;
mod state;
mod timeline;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use crate::progress::human;
use crate::release::git;
use crate::{interrupt, prerequisites};

use stage::Stage;

/// `cargo xtask rehearse`
#[derive(Debug, Args)]
pub struct RehearseArgs {
    /// Keep the scratch directory, and say how to start its registry again
    #[arg(long)]
    pub keep: bool,
    /// The scratch directory; must not exist or be empty, and lie outside of the checkout
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// Plays it.
///
/// # Errors
/// When something went otherwise than VERSIONING.md says: what was expected, what came, and where
/// the log is.
pub fn run(checkout: &Checkout, args: &RehearseArgs) -> Result<ExitCode> {
    interrupt::install()?;
    if checkout.is_alone() {
        bail!("this is a repository of one crate; the rehearsal is of the whole checkout");
    }
    prerequisites::ensure(prerequisites::ALL)?;
    let changes = git(checkout.root(), &["status", "--porcelain"])?.lines().count();
    if changes > 0 {
        eprintln!("warning: {changes} uncommitted changes are not part of it: what is committed is rehearsed");
    }
    let stage = Stage::set_up(checkout, args.dir.as_deref(), args.keep)?;
    acts::play(&stage).inspect_err(|_| {
        if !interrupt::requested() {
            eprintln!("note: the logs of all commands are in {}", checkout.target().join(stage::LOGS).display());
        }
    })?;
    println!("\nrehearsed in {}", human(stage.timeline.elapsed()));
    Ok(ExitCode::SUCCESS)
}
