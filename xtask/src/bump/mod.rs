//! `cargo xtask bump`: moving a service to a newer release of the library, as a change that can be
//! reviewed: pin, lock file, changelog, and what `cargo accord` says of it.

mod changelog;
mod newest;
mod pin;
mod proposal;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;

use crate::checkout::Checkout;
use crate::progress::Progress;
use crate::release::LIBRARY;
use crate::{interrupt, process};

/// `cargo xtask bump`
#[derive(Debug, Args)]
pub struct BumpArgs {
    /// The service's folder
    pub service: String,
    /// The release to move to; without it the newest in the archive that is not yanked
    #[arg(long)]
    pub version: Option<String>,
    /// Commit it on a branch of its own, push that, and open a pull request with `gh`
    #[arg(long)]
    pub pull_request: bool,
}

/// The newest release in the archive that is not yanked.
///
/// # Errors
/// When there is none.
pub fn newest_release(checkout: &Checkout) -> Result<String> {
    newest::choose(&index(checkout)?, None)
}

/// Moves the service.
///
/// # Errors
/// When the release is not there, or cargo cannot resolve it.
pub fn run(checkout: &Checkout, args: &BumpArgs) -> Result<ExitCode> {
    interrupt::install()?;
    let progress = Progress::new();
    let service = args.service.trim_end_matches('/');
    let folder = checkout.folder(service);
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).with_context(|| format!("failed to read {}", manifest.display()))?;
    let pin = pin::Pin::find(&text).with_context(|| format!("{service} does not depend on {LIBRARY}"))?;
    let wanted = newest::choose(&index(checkout)?, args.version.as_deref())?;
    let locked = pin::locked(&folder.join("Cargo.lock"))?;
    if !newest::is_newer(&wanted, &locked) {
        progress.line("Fresh", &format!("{service} has {LIBRARY} {locked}, the newest is {wanted}"));
        return Ok(ExitCode::SUCCESS);
    }
    let proposal = proposal::Proposal::new(service, &locked, &wanted, pin.is_major_step(&wanted));
    if args.pull_request {
        proposal.branch(checkout)?;
    }
    fs::write(&manifest, pin.moved_to(&text, &wanted))?;
    let mut update = process::cargo(checkout, &folder);
    update.args(["update", "--quiet", "--package", LIBRARY, "--precise", &wanted]);
    process::run(&mut update).context("the lock file could not be moved; `git diff` shows what was")?;
    changelog::tell(&folder.join("CHANGELOG.md"), &locked, &wanted)?;
    progress.line("Moved", &format!("{service} from {LIBRARY} {locked} to {wanted}"));
    let body = proposal.body(checkout)?;
    if args.pull_request {
        proposal.open(checkout, &body)?;
    } else {
        print!("{body}");
    }
    Ok(ExitCode::SUCCESS)
}

fn index(checkout: &Checkout) -> Result<String> {
    fs::read_to_string(checkout.folder("registry-config/releases/index/sh/ar/shared-models"))
        .context("the archive has no release")
}
