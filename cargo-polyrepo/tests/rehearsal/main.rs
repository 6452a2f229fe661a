//! The rehearsal: the way of a change from an edit to every service, and what goes wrong on it, with the real tools: git,
//! cargo-release, the registry, `cargo accord`.
//!
//! It plays in a scratch directory, in the repositories that `cargo polyrepo split` writes, by the commands of VERSIONING.md.
//! Every line of its timeline was verified. `cargo xtask rehearse` runs it.

#![expect(dead_code, unused_imports, reason = "the unit tests of the parts run in `it`; this binary has no harness")]

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
use cargo_polyrepo::checkout::Checkout;
use cargo_polyrepo::git::git;
use cargo_polyrepo::progress::human;
use cargo_polyrepo::{failure, interrupt, prerequisites};
use clap::Parser;

use stage::Stage;

/// Plays releases, from an edit to every service, in a scratch directory.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask rehearse")]
struct Rehearsal {
    /// Keep the scratch directory, and print how to start its registry again
    #[arg(long)]
    keep: bool,
    /// The scratch directory, outside of the checkout; must be empty or not exist
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

fn main() -> ExitCode {
    match play(&Rehearsal::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            failure::exit_code(&error)
        }
    }
}

/// Fails when something differs from VERSIONING.md: the error says what was expected, what happened, and where the log is.
fn play(rehearsal: &Rehearsal) -> Result<()> {
    interrupt::install()?;
    let checkout = Checkout::find()?;
    if checkout.is_alone() {
        bail!("this repository was split out; the rehearsal needs the whole checkout");
    }
    prerequisites::ensure(prerequisites::ALL)?;
    let changes = git(checkout.root(), &["status", "--porcelain"])?.lines().count();
    if changes > 0 {
        eprintln!("warning: {changes} uncommitted changes are ignored: the last commit is rehearsed");
    }
    let stage = Stage::set_up(&checkout, rehearsal.dir.as_deref(), rehearsal.keep)?;
    acts::play(&stage).inspect_err(|_| {
        if !interrupt::requested() {
            eprintln!("note: the logs of all commands are in {}", checkout.target().join(stage::LOGS).display());
        }
    })?;
    println!("\nrehearsed in {}", human(stage.timeline.elapsed()));
    Ok(())
}
